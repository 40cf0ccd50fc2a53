'use client'

import { Form } from '@/components/ui/form'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import { resendVerificationAction } from '@/lib/auth/actions'
import { richWords, words } from '@/messages/words'

/** Asks for the link that proves an address once more; for the address known to this browser, or one to be typed. */
export function ResendForm({ email }: { email: string | null }) {
  return (
    <Form
      action={resendVerificationAction}
      hidden={email ? { email } : undefined}
      submit={words('auth.resendForm.sendTheMailAgain')}
      submitVariant="secondary"
      isSubmitFullWidth
      done={(sent) => (
        <Notice tone="success" role="status" title={words('auth.resendForm.sentAgain')}>
          {richWords('auth.resendForm.ifStillWaitsToBeConfirmed', {
            email: sent.email,
            strong: (text) => <strong className="break-all">{text}</strong>,
          })}
        </Notice>
      )}
    >
      {email ? null : (
        <TextField
          name="email"
          label={words('auth.resendForm.email')}
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
    </Form>
  )
}

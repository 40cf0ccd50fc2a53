'use client'

import { Form } from '@/components/ui/form'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import { requestPasswordResetAction } from '@/lib/auth/actions'
import { richWords, words } from '@/messages/words'
import { MailNote } from './mail-note'

export function ForgotForm({ isMailConfigured }: { isMailConfigured: boolean }) {
  return (
    <Form
      action={requestPasswordResetAction}
      submit={words('auth.forgotForm.sendTheLink')}
      isSubmitFullWidth
      done={({ email }) => (
        <>
          <Notice tone="success" role="status" title={words('auth.forgotForm.checkYourMail')}>
            {richWords('auth.forgotForm.ifBelongsToAnAccountALinkTo', {
              email,
              strong: (text) => <strong className="break-all">{text}</strong>,
            })}
          </Notice>
          <MailNote isMailConfigured={isMailConfigured} />
        </>
      )}
    >
      <TextField
        name="email"
        label={words('auth.forgotForm.email')}
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Form>
  )
}

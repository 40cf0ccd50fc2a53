'use client'

import { Form } from '@/components/ui/form'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import { resendVerificationAction } from '@/lib/auth/actions'

/** Asks for the link that proves an address once more; for the address known to this browser, or one to be typed. */
export function ResendForm({ email }: { email: string | null }) {
  return (
    <Form
      action={resendVerificationAction}
      hidden={email ? { email } : undefined}
      submit="Send the mail again"
      submitVariant="secondary"
      isSubmitFullWidth
      done={(sent) => (
        <Notice tone="success" role="status" title="Sent again">
          If <strong className="break-all">{sent.email}</strong> still waits to be confirmed, another link is
          on its way.
        </Notice>
      )}
    >
      {email ? null : (
        <TextField
          name="email"
          label="Email"
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

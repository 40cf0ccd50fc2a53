'use client'

import { Form } from '@/components/ui/form'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import { requestPasswordResetAction } from '@/lib/auth/actions'
import { MailNote } from './mail-note'

export function ForgotForm({ isMailConfigured }: { isMailConfigured: boolean }) {
  return (
    <Form
      action={requestPasswordResetAction}
      submit="Send the link"
      isSubmitFullWidth
      done={({ email }) => (
        <>
          <Notice tone="success" role="status" title="Check your mail">
            If <strong className="break-all">{email}</strong> belongs to an account, a link to choose a new
            password is on its way. It works for one hour.
          </Notice>
          <MailNote isMailConfigured={isMailConfigured} />
        </>
      )}
    >
      <TextField
        name="email"
        label="Email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Form>
  )
}

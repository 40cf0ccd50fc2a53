'use client'

import { Form } from '@/components/ui/form'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { changePasswordAction } from '@/lib/auth/actions'
import { NewPasswordField } from './new-password-field'

export function ChangePasswordForm({ account, email }: { account: string; email: string }) {
  return (
    <Form
      action={changePasswordAction}
      hidden={{ account }}
      submit="Change password"
      done={({ ended }) => (
        <Notice tone="success" role="status" title="Your password is changed">
          {ended === 0
            ? 'You stay signed in here.'
            : `You stay signed in here, and were signed out ${elsewhere(ended)}.`}
        </Notice>
      )}
    >
      {/* For password managers, which otherwise would not know whose it is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField name="currentPassword" label="Current password" autoComplete="current-password" />
      <NewPasswordField name="password" label="New password" />
    </Form>
  )
}

const elsewhere = (places: number) => (places === 1 ? 'in one other place' : `in ${places} other places`)

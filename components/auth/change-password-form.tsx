'use client'

import { Form } from '@/components/ui/form'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { changePasswordAction } from '@/lib/auth/actions'
import { words } from '@/messages/words'
import { NewPasswordField } from './new-password-field'

export function ChangePasswordForm({ account, email }: { account: string; email: string }) {
  return (
    <Form
      action={changePasswordAction}
      hidden={{ account }}
      submit={words('auth.changePasswordForm.changePassword')}
      done={({ ended }) => (
        <Notice tone="success" role="status" title={words('auth.changePasswordForm.yourPasswordIsChanged')}>
          {words('auth.changePasswordForm.youStaySignedIn', { ended })}
        </Notice>
      )}
    >
      {/* For password managers, which otherwise would not know whose it is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        name="currentPassword"
        label={words('auth.changePasswordForm.currentPassword')}
        autoComplete="current-password"
      />
      <NewPasswordField name="password" label={words('auth.changePasswordForm.newPassword')} />
    </Form>
  )
}

import { Form } from '@/components/ui/form'
import { resetPasswordAction } from '@/lib/auth/actions'
import { words } from '@/messages/words'
import { NewPasswordField } from './new-password-field'

export function ResetForm({ token, email }: { token: string; email: string }) {
  return (
    <Form
      action={resetPasswordAction}
      hidden={{ token }}
      submit={words('auth.resetForm.setTheNewPassword')}
      isSubmitFullWidth
    >
      {/* For password managers, which otherwise would not know whose it is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField name="password" label={words('auth.resetForm.newPassword')} />
    </Form>
  )
}

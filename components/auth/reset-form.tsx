import { Form } from '@/components/ui/form'
import { resetPasswordAction } from '@/lib/auth/actions'
import { NewPasswordField } from './new-password-field'

export function ResetForm({ token, email }: { token: string; email: string }) {
  return (
    <Form action={resetPasswordAction} hidden={{ token }} submit="Set the new password" isSubmitFullWidth>
      {/* For password managers, which otherwise would not know whose it is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField name="password" label="New password" />
    </Form>
  )
}

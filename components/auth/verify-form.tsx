import { Form } from '@/components/ui/form'
import { PasswordField } from '@/components/ui/password-field'
import { verifyEmailAction } from '@/lib/auth/actions'
import { words } from '@/messages/words'

/** A button, so that a mail program that opens links ahead proves nothing. In a browser that did not sign up, with the password. */
export function VerifyForm({ token, isChosenHere }: { token: string; isChosenHere: boolean }) {
  return (
    <Form
      action={verifyEmailAction}
      hidden={{ token }}
      submit={words('auth.verifyForm.confirmAddress')}
      isSubmitFullWidth
    >
      {isChosenHere ? null : (
        <PasswordField
          name="password"
          label={words('auth.verifyForm.password')}
          autoComplete="current-password"
          description={words('auth.verifyForm.theOneChosenWhenThisAccountWas')}
        />
      )}
    </Form>
  )
}

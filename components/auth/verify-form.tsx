import { Form } from '@/components/ui/form'
import { PasswordField } from '@/components/ui/password-field'
import { verifyEmailAction } from '@/lib/auth/actions'

/** A button, so that a mail program that opens links ahead proves nothing. In a browser that did not sign up, with the password. */
export function VerifyForm({ token, isChosenHere }: { token: string; isChosenHere: boolean }) {
  return (
    <Form action={verifyEmailAction} hidden={{ token }} submit="Confirm address" isSubmitFullWidth>
      {isChosenHere ? null : (
        <PasswordField
          name="password"
          label="Password"
          autoComplete="current-password"
          description="The one chosen when this account was made. We ask because that was in another browser."
        />
      )}
    </Form>
  )
}

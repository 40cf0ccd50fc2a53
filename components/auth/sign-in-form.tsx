import { Form } from '@/components/ui/form'
import { Link } from '@/components/ui/link'
import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'
import { signInAction } from '@/lib/auth/actions'
import { words } from '@/messages/words'

type SignInFormProps = { next: string; invitation: string | undefined; email?: string }

export function SignInForm({ next, invitation, email }: SignInFormProps) {
  return (
    <Form
      action={signInAction}
      hidden={{ next, ...(invitation ? { invitation } : {}) }}
      submit={words('auth.signInForm.signIn')}
      isSubmitFullWidth
    >
      <TextField
        name="email"
        label={words('auth.signInForm.email')}
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={email}
      />
      <PasswordField
        name="password"
        label={words('auth.signInForm.password')}
        autoComplete="current-password"
        aside={
          <Link className="text-link text-[13px]" href="/forgot">
            {words('auth.signInForm.forgotYourPassword')}
          </Link>
        }
      />
    </Form>
  )
}

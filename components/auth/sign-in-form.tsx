import { Form } from '@/components/ui/form'
import { Link } from '@/components/ui/link'
import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'
import { signInAction } from '@/lib/auth/actions'

type SignInFormProps = { next: string; invitation: string | undefined; email?: string }

export function SignInForm({ next, invitation, email }: SignInFormProps) {
  return (
    <Form
      action={signInAction}
      hidden={{ next, ...(invitation ? { invitation } : {}) }}
      submit="Sign in"
      isSubmitFullWidth
    >
      <TextField
        name="email"
        label="Email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={email}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        aside={
          <Link className="text-link text-[13px]" href="/forgot">
            Forgot your password?
          </Link>
        }
      />
    </Form>
  )
}

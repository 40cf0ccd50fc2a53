import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { signUpAction } from '@/lib/auth/actions'
import { NewPasswordField } from './new-password-field'

type SignUpFormProps = { next: string; invitation: string | undefined; email?: string }

export function SignUpForm({ next, invitation, email }: SignUpFormProps) {
  return (
    <Form
      action={signUpAction}
      hidden={{ next, ...(invitation ? { invitation } : {}) }}
      submit="Create account"
      isSubmitFullWidth
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="firstName" label="First name" autoComplete="given-name" maxLength={60} />
        <TextField name="lastName" label="Last name" autoComplete="family-name" maxLength={60} />
      </div>
      <TextField
        name="username"
        label="Username"
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        isMono
        description="Letters, digits, - and _. It stands in the address of your account, and others can see it."
      />
      <TextField
        name="email"
        label="Email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        defaultValue={email}
      />
      <NewPasswordField name="password" label="Password" />
    </Form>
  )
}

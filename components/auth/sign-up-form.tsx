import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { signUpAction } from '@/lib/auth/actions'
import { words } from '@/messages/words'
import { NewPasswordField } from './new-password-field'

type SignUpFormProps = { next: string; invitation: string | undefined; email?: string }

export function SignUpForm({ next, invitation, email }: SignUpFormProps) {
  return (
    <Form
      action={signUpAction}
      hidden={{ next, ...(invitation ? { invitation } : {}) }}
      submit={words('auth.signUpForm.createAccount')}
      isSubmitFullWidth
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="firstName"
          label={words('auth.signUpForm.firstName')}
          autoComplete="given-name"
          maxLength={60}
        />
        <TextField
          name="lastName"
          label={words('auth.signUpForm.lastName')}
          autoComplete="family-name"
          maxLength={60}
        />
      </div>
      <TextField
        name="username"
        label={words('auth.signUpForm.username')}
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        isMono
        description={words('auth.signUpForm.lettersDigitsAndItStandsInThe')}
      />
      <TextField
        name="email"
        label={words('auth.signUpForm.email')}
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        defaultValue={email}
      />
      <NewPasswordField name="password" label={words('auth.signUpForm.password')} />
    </Form>
  )
}

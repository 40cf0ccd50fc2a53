import { PasswordField } from '@/components/ui/password-field'
import { MIN_PASSWORD_LENGTH } from '@/lib/auth/password-length'
import { words } from '@/messages/words'

/** Where a password is chosen: how long, and how to find one that is easy to keep in mind. */
export function NewPasswordField({ name, label }: { name: string; label: string }) {
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      description={words('auth.newPasswordField.atLeastCharactersAFewUnrelated', {
        minPasswordLength: MIN_PASSWORD_LENGTH,
      })}
    />
  )
}

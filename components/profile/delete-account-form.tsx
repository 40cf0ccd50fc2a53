'use client'

import { deleteAccountAction } from '@/lib/profile/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'
import { PasswordField } from '../ui/password-field'

/** The last question, with the username typed and the password. */
export function DeleteAccountForm({ username }: { username: string }) {
  return (
    <ConfirmForm
      action={deleteAccountAction}
      hidden={{ account: username }}
      confirm={words('accountDeletion.confirm')}
      typeToConfirm={username}
      cancelHref={`/${username}/account`}
    >
      <PasswordField name="password" label={words('profile.password')} autoComplete="current-password" />
    </ConfirmForm>
  )
}

'use client'

import { changeUsernameAction } from '@/lib/profile/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { TextField } from '../ui/text-field'

const REDIRECT_DAYS = 90 // as `lib/rename-handle.ts` keeps them

/** Leads to the account page under its new address. */
export function UsernameForm({ username }: { username: string }) {
  return (
    <Form
      action={changeUsernameAction}
      hidden={{ account: username }}
      submit={words('profile.username.save')}
      submitVariant="secondary"
    >
      <TextField
        name="username"
        label={words('profile.username.label')}
        description={words('profile.username.hint', { days: REDIRECT_DAYS })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        isMono
        defaultValue={username}
      />
    </Form>
  )
}

'use client'

import { addAddressAction } from '@/lib/addresses/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { PasswordField } from '../ui/password-field'
import { TextField } from '../ui/text-field'

/** Says the same whether or not the address is somebody's. */
export function AddAddressForm({ account }: { account: string }) {
  return (
    <Form
      action={addAddressAction}
      hidden={{ account }}
      submit={words('addresses.addSubmit')}
      done={({ email }) => (
        <Notice tone="success" role="status" title={words('addresses.addedTitle')}>
          {words('addresses.added', { email })}
        </Notice>
      )}
    >
      <TextField
        name="email"
        label={words('addresses.email')}
        type="email"
        inputMode="email"
        autoComplete="email"
        maxLength={254}
      />
      <PasswordField
        name="password"
        label={words('profile.password')}
        description={words('profile.passwordWhy')}
        autoComplete="current-password"
      />
    </Form>
  )
}

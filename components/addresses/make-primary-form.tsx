'use client'

import { makePrimaryAddressAction } from '@/lib/addresses/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'
import { PasswordField } from '../ui/password-field'
import { toast } from '../ui/toast'

type FormProps = { account: string; address: string; email: string; former: string; cancelHref?: string }

export function MakePrimaryForm({ account, address, email, former, cancelHref }: FormProps) {
  return (
    <ConfirmForm
      action={makePrimaryAddressAction}
      hidden={{ account, address, ...(cancelHref ? { from: 'page' } : {}) }}
      confirm={words('addresses.makePrimary')}
      tone="primary"
      cancelHref={cancelHref}
      onSuccess={() => toast({ title: words('addresses.madePrimary', { email }), tone: 'success' })}
    >
      <div className="grid gap-4">
        <p>{words('addresses.makePrimaryText', { former })}</p>
        <PasswordField
          name="password"
          label={words('profile.password')}
          description={words('profile.passwordWhy')}
          autoComplete="current-password"
        />
      </div>
    </ConfirmForm>
  )
}

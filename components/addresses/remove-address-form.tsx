'use client'

import { removeAddressAction } from '@/lib/addresses/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'
import { toast } from '../ui/toast'

type FormProps = { account: string; address: string; email: string; isProven: boolean; cancelHref?: string }

export function RemoveAddressForm({ account, address, email, isProven, cancelHref }: FormProps) {
  return (
    <ConfirmForm
      action={removeAddressAction}
      hidden={{ account, address, ...(cancelHref ? { from: 'page' } : {}) }}
      confirm={words('addresses.remove')}
      cancelHref={cancelHref}
      onSuccess={() => toast({ title: words('addresses.removed', { email }), tone: 'success' })}
    >
      <p>{words(isProven ? 'addresses.removeText' : 'addresses.removeUnverifiedText')}</p>
    </ConfirmForm>
  )
}

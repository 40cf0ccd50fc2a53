'use client'

import { verifyAddressAction } from '@/lib/addresses/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'

/** A button, so that a mail program that opens links ahead proves nothing. */
export function VerifyAddressForm({ token }: { token: string }) {
  return (
    <Form
      action={verifyAddressAction}
      hidden={{ token }}
      submit={words('addresses.verify.confirm')}
      isSubmitFullWidth
    />
  )
}

'use client'

import { resendAddressLinkAction } from '@/lib/addresses/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'

type ResendProps = { account: string; address: string; email: string }

export function ResendAddressLink({ account, address, email }: ResendProps) {
  return (
    <Form
      action={resendAddressLinkAction}
      hidden={{ account, address }}
      done={() => (
        <p role="status" className="self-center text-[13px] text-muted">
          {words('addresses.resent', { email })}
        </p>
      )}
    >
      <SubmitButton size="sm" aria-label={words('addresses.resendFor', { email })}>
        {words('addresses.resend')}
      </SubmitButton>
    </Form>
  )
}

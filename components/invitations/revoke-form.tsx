'use client'

import { revokeInvitationAction } from '@/lib/invitations/actions'
import type { InvitationRow } from '@/lib/invitations/queries'
import { ConfirmForm } from '../ui/confirm-form'
import { toast } from '../ui/toast'

type RevokeFormProps = {
  account: string
  organization: string
  invitation: Pick<InvitationRow, 'id' | 'email'>
  cancelHref?: string
}

/** The question before an invitation is deleted. */
export function RevokeForm({
  account,
  organization,
  invitation: { id, email },
  cancelHref,
}: RevokeFormProps) {
  return (
    <ConfirmForm
      action={revokeInvitationAction}
      hidden={{ account, invitationId: id }}
      confirm="Delete invitation"
      cancelHref={cancelHref}
      onSuccess={() => toast({ title: `The invitation for ${email} was deleted.` })}
    >
      <p>
        The links that {email} got to join {organization} stop working. You can invite the same address again
        at any time.
      </p>
    </ConfirmForm>
  )
}

'use client'

import { revokeInvitationAction } from '@/lib/invitations/actions'
import type { InvitationRow } from '@/lib/invitations/queries'
import { words } from '@/messages/words'
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
      confirm={words('invitations.revokeForm.deleteInvitation')}
      cancelHref={cancelHref}
      onSuccess={() =>
        toast({ title: words('invitations.revokeForm.theInvitationForWasDeleted', { email }) })
      }
    >
      <p>{words('invitations.revokeForm.theLinksThatGotToJoinStop', { email, organization })}</p>
    </ConfirmForm>
  )
}

'use client'

import { acceptInvitationAction, declineInvitationAction } from '@/lib/invitations/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'
import { toast } from '../ui/toast'

type ReplyButtonsProps = {
  /** One's own handle. */
  account: string
  invitationId: string
  organization: string
  onDecline?: () => void
}

/** Accept or decline, right where an invitation stands. */
export function ReplyButtons({ account, invitationId, organization, onDecline }: ReplyButtonsProps) {
  const hidden = { account, invitationId }
  const declined = () => {
    toast({ title: words('invitations.replyButtons.youDeclinedTheInvitationTo', { organization }) })
    onDecline?.()
  }
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Form action={acceptInvitationAction} hidden={hidden}>
        <SubmitButton
          variant="primary"
          size="sm"
          aria-label={words('invitations.replyButtons.acceptTheInvitationTo', { organization })}
        >
          {words('invitations.replyButtons.accept')}
        </SubmitButton>
      </Form>
      <Form action={declineInvitationAction} hidden={hidden} onSuccess={declined}>
        <SubmitButton
          size="sm"
          aria-label={words('invitations.replyButtons.declineTheInvitationTo', { organization })}
        >
          {words('invitations.replyButtons.decline')}
        </SubmitButton>
      </Form>
    </div>
  )
}

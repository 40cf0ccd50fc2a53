'use client'

import { acceptInvitationAction, declineInvitationAction } from '@/lib/invitations/actions'
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
    toast({ title: `You declined the invitation to ${organization}.` })
    onDecline?.()
  }
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Form action={acceptInvitationAction} hidden={hidden}>
        <SubmitButton variant="primary" size="sm" aria-label={`Accept the invitation to ${organization}`}>
          Accept
        </SubmitButton>
      </Form>
      <Form action={declineInvitationAction} hidden={hidden} onSuccess={declined}>
        <SubmitButton size="sm" aria-label={`Decline the invitation to ${organization}`}>
          Decline
        </SubmitButton>
      </Form>
    </div>
  )
}

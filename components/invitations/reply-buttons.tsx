'use client'

import {
  acceptInvitationAction,
  acceptInvitationHereAction,
  declineInvitationAction,
} from '@/lib/invitations/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'
import { toast } from '../ui/toast'

type ReplyButtonsProps = {
  /** One's own handle. */
  account: string
  invitationId: string
  organization: string
  /** Whether accepting leaves one here, where what came of it is shown. Otherwise it leads to the organization. */
  isHere?: boolean
  /** It waits for no answer any more. The forms stay without their buttons, so that what the last answer came to is still told. */
  isOver?: boolean
  onAnswer?: () => void
}

/** Accept or decline, right where an invitation stands. */
export function ReplyButtons(props: ReplyButtonsProps) {
  const { account, invitationId, organization, isHere, isOver, onAnswer } = props
  const hidden = { account, invitationId }
  const declined = () => {
    if (!isHere) toast({ title: words('notifications.reply.declined', { organization }) })
    onAnswer?.()
  }
  return (
    <div className="flex flex-wrap items-start gap-2" hidden={isOver}>
      <Form
        action={isHere ? acceptInvitationHereAction : acceptInvitationAction}
        hidden={hidden}
        onSuccess={onAnswer}
      >
        {isOver ? null : (
          <SubmitButton
            variant="primary"
            size="sm"
            aria-label={words('notifications.reply.acceptLabel', { organization })}
          >
            {words('notifications.reply.accept')}
          </SubmitButton>
        )}
      </Form>
      <Form action={declineInvitationAction} hidden={hidden} onSuccess={declined}>
        {isOver ? null : (
          <SubmitButton size="sm" aria-label={words('notifications.reply.declineLabel', { organization })}>
            {words('notifications.reply.decline')}
          </SubmitButton>
        )}
      </Form>
    </div>
  )
}

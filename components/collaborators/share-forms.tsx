'use client'

import {
  resendShareAction,
  restoreCollaboratorsAction,
  withdrawSharesAction,
} from '@/lib/collaborators/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'

type At = { account: string; app: string }
type ShareFormProps = { at: At; id: string; email: string }

/** Mails an offer again. */
export function ResendShareForm({ at, id, email }: ShareFormProps) {
  return (
    <Form action={resendShareAction} hidden={{ ...at, shareId: id }} showsMessage>
      <SubmitButton size="sm" variant="ghost" aria-label={words('collaborators.shares.resendTo', { email })}>
        {words('collaborators.shares.resend')}
      </SubmitButton>
    </Form>
  )
}

/** Takes an offer back, at once: it can be made again. */
export function WithdrawShareForm({ at, id, email }: ShareFormProps) {
  return (
    <Form action={withdrawSharesAction} hidden={{ ...at, ids: id }}>
      <SubmitButton
        size="sm"
        variant="ghost"
        aria-label={words('collaborators.shares.withdrawFrom', { email })}
      >
        {words('collaborators.shares.withdraw')}
      </SubmitButton>
    </Form>
  )
}

/** Takes a removal back. */
export function UndoRemovalForm({ at, change }: { at: At; change: string }) {
  return (
    <Form
      action={restoreCollaboratorsAction}
      hidden={{ ...at, change }}
      done={({ restored }) => (
        <p role="status" className="font-medium">
          {words('collaborators.said.restored', { count: restored.length, name: restored[0]?.name ?? '' })}
        </p>
      )}
    >
      <SubmitButton size="sm">{words('collaborators.said.undo')}</SubmitButton>
    </Form>
  )
}

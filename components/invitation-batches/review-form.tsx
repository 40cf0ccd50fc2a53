'use client'

import { use } from 'react'
import { waitInWords } from '@/lib/errors'
import { progressPath } from '@/lib/invitation-batches/paths'
import {
  renewInvitationsAction,
  resendInvitationsAction,
  revokeInvitationsAction,
} from '@/lib/invitations/actions'
import type { InvitationsReview, ManyResult } from '@/lib/invitations/many'
import type { Deed } from '@/lib/invitations/many-schemas'
import { words } from '@/messages/words'
import type { ChosenFields } from '../data-table/selection'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { CloseOverlay } from '../ui/overlay-context'
import { SubmitButton } from '../ui/submit-button'

type ReviewFormProps = {
  review: InvitationsReview
  fields: ChosenFields
  /** Lets the chosen rows go. */
  onDone?: () => void
}

const ACTIONS = {
  resend: resendInvitationsAction,
  renew: renewInvitationsAction,
  revoke: revokeInvitationsAction,
}

/** The question before many invitations are acted on: how many, whose, what is left out; and then what became of them. */
export function ReviewForm({ review, fields, onDone }: ReviewFormProps) {
  const { do: deed, done, handle, organization, allowance } = review
  return (
    <Form
      action={ACTIONS[deed]}
      hidden={{ account: handle, ...fields }}
      onSuccess={onDone}
      done={(result) => <Done deed={deed} result={result} />}
    >
      {done > 0 ? <p>{words(`batches.many.what.${deed}`, { organization })}</p> : null}
      <Who review={review} />
      <Exceptions {...review} />
      {done === 0 ? <Notice tone="warning">{words('batches.many.none')}</Notice> : null}
      {allowance && done > allowance.left ? (
        <Notice tone="warning">
          {words('batches.send.tooMany', {
            most: allowance.most,
            left: allowance.left,
            over: done - allowance.left,
            wait: words('batches.send.inTime', { time: waitInWords(allowance.secondsUntilMore || 3600) }),
          })}
        </Notice>
      ) : null}
      <div className="form__actions form__actions--end">
        <Leave handle={handle} label={words('batches.many.cancel')} />
        <SubmitButton variant={deed === 'revoke' ? 'danger' : 'primary'} disabled={done === 0}>
          {words(`batches.many.confirm.${deed}`, { count: done })}
        </SubmitButton>
      </div>
    </Form>
  )
}

function Who({ review: { who, done } }: { review: InvitationsReview }) {
  if (who.length === 0) return null
  return (
    <ul className="who-list">
      {who.map((email) => (
        <li key={email} className="font-medium">
          {email}
        </li>
      ))}
      {done > who.length ? (
        <li className="text-muted">{words('batches.many.andMore', { count: done - who.length })}</li>
      ) : null}
    </ul>
  )
}

/** Which of those that were chosen are left as they are, and why. */
function Exceptions({ expired, overLimit, gone }: Pick<ManyResult, 'expired' | 'overLimit' | 'gone'>) {
  if (expired + overLimit + gone === 0) return null
  return (
    <ul className="list-disc ps-5 text-[13px] text-muted">
      {expired > 0 ? <li>{words('batches.many.expired', { count: expired })}</li> : null}
      {overLimit > 0 ? <li>{words('batches.many.overLimit', { count: overLimit })}</li> : null}
      {gone > 0 ? <li>{words('batches.many.gone', { count: gone })}</li> : null}
    </ul>
  )
}

function Done({ deed, result }: { deed: Deed; result: ManyResult }) {
  const { done, batchId, handle } = result
  return (
    <div className="form">
      <Notice tone={done > 0 ? 'success' : 'warning'} role="status">
        {words(`batches.many.done.${deed}`, { count: done })}
      </Notice>
      <Exceptions {...result} />
      <div className="form__actions form__actions--end">
        <Leave handle={handle} label={words('batches.many.close')} />
        {batchId ? (
          <LinkButton href={progressPath(handle, batchId)} variant="primary">
            {words('batches.many.progress')}
          </LinkButton>
        ) : null}
      </div>
    </div>
  )
}

/** Closes the dialog, or on a page leads back to the list. */
function Leave({ handle, label }: { handle: string; label: string }) {
  const close = use(CloseOverlay)
  return close ? (
    <Button onClick={close}>{label}</Button>
  ) : (
    <LinkButton href={`/${handle}/members/invitations`}>{label}</LinkButton>
  )
}

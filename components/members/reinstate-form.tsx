'use client'

import { reinstateMembersAction } from '@/lib/members/actions'
import type { ReinstatingReview } from '@/lib/members/departed'
import { words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import { Time } from '../ui/time'
import { ReviewList } from './review-lists'
import { roleInfo } from './role-tag'

type Person = ReinstatingReview['people'][number]
type ReinstateFormProps = { account: string; review: ReinstatingReview; fields: Record<string, string> }

export function ReinstateForm({ account, review, fields }: ReinstateFormProps) {
  const { count, people, refused, refusedCount } = review
  const [first] = people
  return (
    <Form
      action={reinstateMembersAction}
      hidden={{ ...fields, account }}
      done={(result) => (
        <Notice
          tone={result.done > 0 ? 'success' : 'warning'}
          role="status"
          action={<LinkButton href={`/${account}/members`}>{words('members.bulk.back')}</LinkButton>}
        >
          {words('members.said.reinstated', { count: result.done, name: result.names[0] ?? '' })}
          <ReviewList
            intro={words('members.reinstate.refused', { count: result.refusedCount })}
            people={result.refused}
            count={result.refusedCount}
            detail={({ why }) => words('members.reinstate.why', { why })}
          />
        </Notice>
      )}
    >
      {people.map((person) => (
        <Returns key={person.userId} person={person} />
      ))}
      {count > people.length ? (
        <p className="text-muted">{words('members.bulk.more', { count: count - people.length })}</p>
      ) : null}
      <ReviewList
        intro={words('members.reinstate.refused', { count: refusedCount })}
        people={refused}
        count={refusedCount}
        detail={({ refusal }) => words('members.reinstate.why', { why: refusal ?? '' })}
      />
      <div className="form__actions form__actions--end">
        <LinkButton href={`/${account}/members/removed`}>{words('members.bulk.cancel')}</LinkButton>
        {first ? (
          <SubmitButton variant="primary">
            {words('members.reinstate.confirm', { count, name: first.name })}
          </SubmitButton>
        ) : null}
      </div>
    </Form>
  )
}

function Returns({ person: { name, role, expiresAt, things } }: { person: Person }) {
  return (
    <div>
      <p>
        <span className="font-medium">{name}</span>{' '}
        {words('members.reinstate.as', { role: roleInfo(role).label })}
        {expiresAt ? (
          <>
            {' '}
            {words('members.reinstate.until')} <Time at={expiresAt} show="date" />
          </>
        ) : null}
      </p>
      <ul className="review-list">
        {things.map((thing) => (
          <li key={`${thing.kind} ${thing.name}`} data-fate={thing.fate}>
            <span>{words('members.reinstate.thing', { kind: thing.kind, name: thing.name })}</span>
            <span className="text-muted">{words('members.reinstate.fate', { fate: thing.fate })}</span>
          </li>
        ))}
        {things.length === 0 ? (
          <li className="text-muted">{words('members.reinstate.nothingMore')}</li>
        ) : null}
      </ul>
    </div>
  )
}

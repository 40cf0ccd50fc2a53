'use client'

import { use } from 'react'
import { changeMemberRolesAction, removeMembersAction } from '@/lib/members/actions'
import type { BulkResult } from '@/lib/members/bulk-commands'
import type { MembersReview, ReviewedPerson } from '@/lib/members/review-members'
import { words } from '@/messages/words'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { CloseOverlay } from '../ui/overlay-context'
import { SubmitButton } from '../ui/submit-button'
import { BulkDone } from './bulk-done'
import { ReviewList } from './review-lists'
import { roleInfo } from './role-tag'

type BulkReviewProps = {
  account: string
  review: MembersReview
  /** What was chosen, as it goes on to the command. */
  fields: Record<string, string>
  onSuccess?: (result: BulkResult) => void
}

/** Whom it concerns, what they lose, who stays as they are and why; and the button that does it. On a page or in a dialog. */
export function BulkReview({ account, review, fields, onSuccess }: BulkReviewProps) {
  const { do: deed, newRole, asOf, count } = review
  const close = use(CloseOverlay)
  const hidden = {
    ...fields,
    account,
    asOf,
    ...(newRole ? { newRole } : {}),
    ...(close ? {} : { next: 'list' }),
  }
  return (
    <Form
      action={deed === 'role' ? changeMemberRolesAction : removeMembersAction}
      hidden={hidden}
      onSuccess={onSuccess}
      done={(result) => (
        <BulkDone
          account={account}
          deed={deed}
          result={result}
          isClosing={close !== null && result.refusedCount === 0}
        />
      )}
    >
      <Affected review={review} />
      <Losses review={review} />
      <ReviewList
        intro={words('members.bulk.stay', { count: review.refusedCount })}
        people={review.refused}
        count={review.refusedCount}
        detail={({ why }) => words('members.bulk.why', { why })}
      />
      <div className="form__actions form__actions--end">
        {close ? (
          <Button onClick={close}>{words('members.bulk.cancel')}</Button>
        ) : (
          <LinkButton href={`/${account}/members`}>{words('members.bulk.cancel')}</LinkButton>
        )}
        {count > 0 ? (
          <SubmitButton variant={deed === 'role' ? 'primary' : 'danger'}>
            {words(deed === 'role' ? 'members.bulk.confirmRole' : 'members.bulk.confirmRemove', { count })}
          </SubmitButton>
        ) : null}
      </div>
    </Form>
  )
}

function Affected({ review }: { review: MembersReview }) {
  const { do: deed, newRole, count, people, organization } = review
  if (count === 0) return <Notice tone="warning">{words('members.bulk.nobody', { deed })}</Notice>
  const intro = newRole
    ? words('members.bulk.willHaveRole', { count, role: roleInfo(newRole).label })
    : words('members.bulk.willLose', { count, organization })
  return (
    <ReviewList
      intro={intro}
      people={people}
      count={count}
      detail={(person) => (deed === 'role' ? roleInfo(person.role).label : lossOf(person))}
    />
  )
}

const SHOWN_TEAMS = 3

function lossOf({ role, teams, apps }: ReviewedPerson): string {
  const shown = teams.slice(0, SHOWN_TEAMS)
  const rest = teams.length - shown.length
  const more = rest > 0 ? [words('members.bulk.more', { count: rest })] : []
  return [
    roleInfo(role).label,
    ...(teams.length > 0 ? [words('members.bulk.leaves', { teams: [...shown, ...more].join(', ') })] : []),
    ...(apps > 0 ? [words('members.bulk.givenApps', { count: apps })] : []),
  ].join(' · ')
}

function Losses({ review }: { review: MembersReview }) {
  const { teams, teamNames, apps, invitations } = review.losses
  const isRemoval = review.do === 'remove' && review.count > 0
  const lines = [
    teams > 0 &&
      words('members.bulk.losesTeams', {
        count: teams,
        names: teamNames.join(', '),
        more: teams - teamNames.length,
      }),
    apps > 0 && words('members.bulk.losesApps', { count: apps }),
    invitations > 0 && words('members.bulk.losesInvitations', { count: invitations }),
    isRemoval && words('members.bulk.staysMade'),
  ].filter((line) => line !== false)
  if (lines.length === 0) return null
  return (
    <ul className="review-losses">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

'use client'

import { use } from 'react'
import { removeTeamMembersAction } from '@/lib/teams/actions'
import type { TeamMembersReview } from '@/lib/teams/reviews'
import { words } from '@/messages/words'
import { ReviewList } from '../members/review-lists'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { CloseOverlay } from '../ui/overlay-context'
import { SubmitButton } from '../ui/submit-button'
import { lossWords } from './loss-words'
import { offerRestore } from './restore-form'

type RemoveMembersFormProps = {
  review: TeamMembersReview
  fields: Record<string, string>
  onDone?: () => void
}

/** Who leaves a team and which apps they lose with it; and the button that does it. On a page or in a dialog. */
export function RemoveMembersForm({ review, fields, onDone }: RemoveMembersFormProps) {
  const { team, account, asOf, count, people } = review
  const close = use(CloseOverlay)
  return (
    <Form<{ done: number; names: string[]; change: string; teamId: string }>
      action={removeTeamMembersAction}
      hidden={{ ...fields, account, teamId: team.id, asOf, ...(close ? {} : { next: 'team' }) }}
      onSuccess={(result) => {
        onDone?.()
        const said = { count: result.done, name: result.names[0] ?? '', team: team.name }
        offerRestore(account, words('teams.said.membersRemoved', said), result)
      }}
    >
      {count === 0 ? <Notice tone="warning">{words('teams.remove.nobody')}</Notice> : null}
      <ReviewList
        intro={words('teams.remove.intro', { count })}
        people={people}
        count={count}
        detail={lossWords}
      />
      {team.isRestricted && count > 0 ? <Notice>{words('teams.remove.restricted')}</Notice> : null}
      <div className="form__actions form__actions--end">
        {close ? (
          <Button onClick={close}>{words('members.bulk.cancel')}</Button>
        ) : (
          <LinkButton href={`/${account}/teams/${team.handle}`}>{words('members.bulk.cancel')}</LinkButton>
        )}
        {count > 0 ? (
          <SubmitButton variant="danger">{words('teams.remove.confirm', { count })}</SubmitButton>
        ) : null}
      </div>
    </Form>
  )
}

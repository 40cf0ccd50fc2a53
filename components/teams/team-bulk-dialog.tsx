'use client'

import { useEffect, useState } from 'react'
import { reviewTeamMembersAction } from '@/lib/teams/actions'
import type { TeamMembersReview } from '@/lib/teams/reviews'
import { words } from '@/messages/words'
import type { ChosenFields } from '../data-table/selection'
import { announce } from '../ui/announce'
import { DialogPanel } from '../ui/dialog-panel'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { RemoveMembersForm } from './remove-members-form'

type TeamBulkDialogProps = {
  team: { account: string; handle: string }
  fields: ChosenFields
  isOpen: boolean
  onClose: () => void
  /** It is done: nothing is left to read here. */
  onDone: () => void
}

/** The review of whom to take out of a team, over its table. */
export function TeamBulkDialog({ team, fields, isOpen, onClose, onDone }: TeamBulkDialogProps) {
  const [{ review, message }, setKnown] = useState<{ review: TeamMembersReview | null; message: string }>({
    review: null,
    message: '',
  })
  const key = JSON.stringify({ ...fields, account: team.account, team: team.handle })
  useEffect(() => {
    let isStale = false
    announce(words('members.bulk.loading'))
    const form = new FormData()
    for (const [name, value] of Object.entries(JSON.parse(key) as Record<string, string>))
      form.set(name, value) // written above
    reviewTeamMembersAction({ status: 'idle' }, form)
      .then((answer) => {
        if (isStale) return
        setKnown({
          review: answer.status === 'ok' ? answer.result : null,
          message: answer.status === 'error' ? answer.message : '',
        })
      })
      .catch(() => isStale || setKnown({ review: null, message: words('members.bulk.failed') }))
    return () => {
      isStale = true
    }
  }, [key])
  return (
    <DialogPanel
      title={
        review
          ? words('teams.remove.question', {
              count: review.count,
              name: review.people[0]?.name ?? '',
              team: review.team.name,
            })
          : words('teams.members.remove')
      }
      size="lg"
      isOpen={isOpen}
      onClose={onClose}
    >
      {message ? <Notice tone="danger">{message}</Notice> : null}
      {!review && !message ? (
        <div className="grid gap-2" aria-busy="true">
          <Skeleton className="h-5 w-2/3" />
          <Skeleton className="h-24 w-full" />
        </div>
      ) : null}
      {review ? <RemoveMembersForm review={review} fields={fields} onDone={onDone} /> : null}
    </DialogPanel>
  )
}

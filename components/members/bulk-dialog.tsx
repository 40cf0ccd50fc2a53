'use client'

import { type FormEvent, useEffect, useState } from 'react'
import type { ActionState } from '@/lib/action-state'
import { reviewMembersAction } from '@/lib/members/actions'
import type { BulkResult } from '@/lib/members/bulk-commands'
import type { MembersReview } from '@/lib/members/review-members'
import { words } from '@/messages/words'
import type { ChosenFields } from '../data-table/selection'
import { announce } from '../ui/announce'
import { DialogPanel } from '../ui/dialog-panel'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { BulkReview } from './bulk-review'
import { ChooseRole } from './choose-role'
import { offerUndo } from './undo-form'

export type BulkDialogProps = {
  account: string
  /** `role` or `remove`. */
  deed: string
  fields: ChosenFields
  isOpen: boolean
  onClose: () => void
  /** Somebody was changed or removed. */
  onDone: () => void
  /** All of it is done and said: nothing is left to read here. */
  onFinish: () => void
}

/** The review of what is to be done to many, over their table: the role first, where one is to be given. */
export function BulkDialog({ account, deed, fields, isOpen, onClose, onDone, onFinish }: BulkDialogProps) {
  const [newRole, setNewRole] = useState<string>()
  const needsRole = deed === 'role' && newRole === undefined
  const { review, message } = useReview(account, { ...fields, do: deed, ...(newRole ? { newRole } : {}) })
  const finish = (result: BulkResult) => {
    onDone()
    if (result.refusedCount > 0) return // who stays as they are is read first
    onFinish()
    if (deed === 'remove') offerUndo(account, result)
  }
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const role = new FormData(event.currentTarget).get('newRole')
    if (typeof role === 'string') setNewRole(role)
  }
  return (
    <DialogPanel
      title={
        review
          ? words('members.bulk.question', { deed, count: review.count, organization: review.organization })
          : words('members.bulk.title', { deed })
      }
      size="lg"
      isOpen={isOpen}
      onClose={onClose}
    >
      {message ? <Notice tone="danger">{message}</Notice> : null}
      {!review && !message ? <Waiting /> : null}
      {review && needsRole ? <ChooseRole onSubmit={choose} /> : null}
      {review && !needsRole ? (
        <BulkReview account={account} review={review} fields={fields} onSuccess={finish} />
      ) : null}
    </DialogPanel>
  )
}

type Asked = { key: string; review: MembersReview | null; message: string }

function useReview(account: string, asked: Record<string, string>): Omit<Asked, 'key'> {
  const key = JSON.stringify(asked)
  const [known, setKnown] = useState<Asked>({ key: '', review: null, message: '' })
  useEffect(() => {
    let isStale = false
    const form = new FormData()
    const fields = JSON.parse(key) as Record<string, string> // written above
    for (const [name, value] of Object.entries({ ...fields, account })) form.set(name, value)
    reviewMembersAction({ status: 'idle' }, form)
      .then((answer) => isStale || setKnown({ key, ...told(answer) }))
      .catch(() => isStale || setKnown({ key, review: null, message: words('members.bulk.failed') }))
    return () => {
      isStale = true
    }
  }, [account, key])
  return known.key === key ? known : { review: null, message: '' }
}

const told = (answer: ActionState<MembersReview>) => ({
  review: answer.status === 'ok' ? answer.result : null,
  message: answer.status === 'error' ? answer.message : '',
})

function Waiting() {
  useEffect(() => announce(words('members.bulk.loading')), [])
  return (
    <div className="grid gap-2" aria-busy="true">
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-24 w-full" />
    </div>
  )
}

'use client'

import type { BulkResult } from '@/lib/members/bulk-commands'
import { words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { Notice } from '../ui/notice'
import { ReviewList } from './review-lists'
import { UndoForm } from './undo-form'

type BulkDoneProps = {
  account: string
  deed: 'role' | 'remove'
  result: BulkResult
  /** The dialog that this stands in goes away: what is said here is said elsewhere, with what can be done. */
  isClosing: boolean
}

/** What became of everybody who was chosen; a removal can be undone right here. */
export function BulkDone({ account, deed, result, isClosing }: BulkDoneProps) {
  const { change, done, names, refused, refusedCount } = result
  const said = deed === 'role' ? 'members.said.rolesChanged' : 'members.said.removed'
  const title = words(said, { count: done, name: names[0] ?? '' })
  if (isClosing) return <Notice tone="success" title={title} />
  return (
    <div className="grid gap-4">
      <Notice
        tone={done > 0 ? 'success' : 'warning'}
        role="status"
        title={title}
        action={deed === 'remove' && done > 0 ? <UndoForm account={account} change={change} /> : undefined}
      />
      <ReviewList
        intro={words('members.bulk.stay', { count: refusedCount })}
        people={refused}
        count={refusedCount}
        detail={({ why }) => words('members.bulk.why', { why })}
      />
      <div className="form__actions">
        <LinkButton href={`/${account}/members`}>{words('members.bulk.back')}</LinkButton>
      </div>
    </div>
  )
}

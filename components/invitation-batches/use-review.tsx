'use client'

import { startTransition, useState } from 'react'
import { reviewInvitationsAction } from '@/lib/invitations/actions'
import type { InvitationsReview } from '@/lib/invitations/many'
import { words } from '@/messages/words'
import type { ChosenFields } from '../data-table/selection'
import { announce } from '../ui/announce'
import { loadDialog } from '../ui/dialog-link'
import { toast } from '../ui/toast'
import { usePanel } from '../ui/use-panel'
import { ReviewForm } from './review-form'

type Asked = { review: InvitationsReview; fields: ChosenFields; clear: () => void }

/** The same question in a dialog: asks the server what would happen, and shows it. */
export function useReview(account: string) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const dialog = usePanel(loadDialog)
  const onAct = (deed: string, fields: ChosenFields, clear: () => void) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...fields, account, do: deed })) form.set(name, value)
    startTransition(async () => {
      const answer = await reviewInvitationsAction({ status: 'idle' }, form)
      if (answer.status === 'ok') {
        setAsked({ review: answer.result, fields, clear })
        dialog.open()
      } else if (answer.status === 'error') {
        toast({ title: answer.message, tone: 'danger' })
        announce(answer.message)
      }
    })
  }
  const panel =
    asked && dialog.Panel ? (
      <dialog.Panel
        title={words(`batches.many.title.${asked.review.do}`, { count: asked.review.done })}
        isOpen={dialog.isOpen}
        onClose={dialog.close}
      >
        <ReviewForm review={asked.review} fields={asked.fields} onDone={asked.clear} />
      </dialog.Panel>
    ) : null
  return { onAct, panel }
}

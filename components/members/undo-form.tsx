'use client'

import { reinstateMembersAction } from '@/lib/members/actions'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'
import { toast } from '../ui/toast'

type UndoFormProps = {
  account: string
  change: string
  /** Whether there is anything left to undo. The form stays: without JavaScript its answer stands in it. */
  isOpen?: boolean
}

/** A button that takes one removal back. Works without JavaScript. */
export function UndoForm({ account, change, isOpen = true }: UndoFormProps) {
  return (
    <Form
      action={reinstateMembersAction}
      hidden={{ account, change }}
      done={(result) => (
        <p role="status" className="font-medium">
          {words('members.said.reinstated', { count: result.done, name: result.names[0] ?? '' })}
        </p>
      )}
    >
      {isOpen ? <SubmitButton size="sm">{words('members.undo.undo')}</SubmitButton> : null}
    </Form>
  )
}

/** Says that people were removed, with a button that takes it back for as long as it is shown. */
export function offerUndo(account: string, removal: { change: string; done: number; names: string[] }): void {
  const { change, done, names } = removal
  const title = words('members.said.removed', { count: done, name: names[0] ?? '' })
  const undo = async () => {
    const form = new FormData()
    form.set('account', account)
    form.set('change', change)
    const answer = await reinstateMembersAction({ status: 'idle' }, form)
    if (answer.status === 'idle') return
    toast({ title: answer.message ?? '', tone: answer.status === 'ok' ? 'success' : 'danger' })
    announce(answer.message ?? '')
  }
  toast({ title, tone: 'success', action: { label: words('members.undo.undo'), onPress: undo } })
}

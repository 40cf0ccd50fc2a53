import type { Removal } from '@/lib/members/departed'
import { words } from '@/messages/words'
import { Notice } from '../ui/notice'
import { UndoForm } from './undo-form'

type UndoNoticeProps = {
  account: string
  removal: Removal
  /** How many more were chosen, and stay as they are. */
  stayed: number
}

/** Above the list, after somebody was removed: that they were, and a button that takes it back. */
export function UndoNotice({ account, removal, stayed }: UndoNoticeProps) {
  const { change, count, name, undoable } = removal
  const said = count > 0 ? words('members.undo.offer', { count, name }) : words('members.undo.done')
  return (
    <Notice
      tone="success"
      role="status"
      title={said}
      action={<UndoForm account={account} change={change} isOpen={undoable > 0} />}
    >
      {undoable > 0 ? words('members.undo.hint') : words('members.undo.nothing')}
      {stayed > 0 ? <p>{words('members.undo.stayed', { count: stayed })}</p> : null}
    </Notice>
  )
}

'use client'

import { UserCog, UserMinus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { BoundedCount } from '@/lib/paging'
import { words } from '@/messages/words'
import type { ChosenFields, Selection } from '../data-table/selection'
import { usePanel } from '../ui/use-panel'
import type { MemberRow } from './member-row'

const loadDialog = () => import('./bulk-dialog').then((module) => module.BulkDialog)

type Asked = { deed: string; fields: ChosenFields; clear: () => void; round: number }

/** Acting on many members at once: which rows can be chosen, and the dialog that reviews it, fetched when it is asked for. */
export function useBulk(account: string, matching: BoundedCount): [Selection<MemberRow>, ReactNode] {
  const [asked, setAsked] = useState<Asked | null>(null)
  const reviewPath = `/${account}/members/review`
  const dialog = usePanel(loadDialog)
  const selection: Selection<MemberRow> = {
    idOf: ({ userId, can }) => (can.remove || can.changeRole ? userId : null),
    nameOf: ({ name }) => name,
    kind: 'members',
    matching,
    filters: ['q', 'role', 'status'],
    reviewPath,
    actions: [
      { id: 'role', label: words('members.bulk.changeRole'), icon: <UserCog aria-hidden="true" /> },
      {
        id: 'remove',
        label: words('members.bulk.remove'),
        icon: <UserMinus aria-hidden="true" />,
        isDanger: true,
      },
    ],
    onAct: (deed, fields, clear) => {
      setAsked((last) => ({ deed, fields, clear, round: (last?.round ?? 0) + 1 }))
      dialog.open()
    },
  }
  const overlay =
    dialog.Panel && asked ? (
      <dialog.Panel
        key={asked.round}
        account={account}
        deed={asked.deed}
        fields={asked.fields}
        isOpen={dialog.isOpen}
        onClose={() => {
          dialog.close()
          setTimeout(keepFocus)
        }}
        onDone={asked.clear}
        onFinish={() => {
          dialog.close()
          setAsked(null) // at once: what fades out while its rows go away may never end
          setTimeout(keepFocus)
        }}
      />
    ) : null
  return [selection, overlay]
}

/** What opened the dialog may be gone with the rows that were chosen. */
function keepFocus() {
  if (document.activeElement === document.body) document.getElementById('content')?.focus()
}

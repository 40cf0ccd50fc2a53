'use client'

import { UserMinus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { BoundedCount } from '@/lib/paging'
import { words } from '@/messages/words'
import type { ChosenFields, Selection } from '../data-table/selection'
import { usePanel } from '../ui/use-panel'
import type { PersonRow } from './rows'

const loadDialog = () => import('./team-bulk-dialog').then((module) => module.TeamBulkDialog)

type Asked = { fields: ChosenFields; clear: () => void; round: number }
type Team = { id: string; account: string; handle: string }

/** Taking many out of a team at once: which rows can be chosen, and the dialog that reviews it, fetched when it is asked for. */
export function useTeamBulk(team: Team, matching: BoundedCount) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const dialog = usePanel(loadDialog)
  const ask = (fields: ChosenFields, clear = () => {}) => {
    setAsked((last) => ({ fields, clear, round: (last?.round ?? 0) + 1 }))
    dialog.open()
  }
  const selection: Selection<PersonRow> = {
    idOf: ({ userId, can }) => (can.change ? userId : null),
    nameOf: ({ name }) => name,
    kind: 'members',
    matching,
    filters: ['q'],
    reviewPath: `/${team.account}/teams/${team.handle}/members/review`,
    actions: [
      {
        id: 'remove',
        label: words('teams.members.remove'),
        icon: <UserMinus aria-hidden="true" />,
        isDanger: true,
      },
    ],
    onAct: (_deed, fields, clear) => ask(fields, clear),
  }
  const overlay: ReactNode =
    dialog.Panel && asked ? (
      <dialog.Panel
        key={asked.round}
        team={team}
        fields={asked.fields}
        isOpen={dialog.isOpen}
        onClose={() => {
          dialog.close()
          setTimeout(keepFocus)
        }}
        onDone={() => {
          asked.clear()
          dialog.close()
          setAsked(null) // at once: what fades out while its rows go away may never end
          setTimeout(keepFocus)
        }}
      />
    ) : null
  return { selection, ask, overlay }
}

/** What opened the dialog may be gone with the rows that were chosen. */
function keepFocus() {
  if (document.activeElement === document.body) document.getElementById('content')?.focus()
}

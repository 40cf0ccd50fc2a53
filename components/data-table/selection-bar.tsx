'use client'

import { X } from 'lucide-react'
import { useEffect } from 'react'
import { words } from '@/messages/words'
import { countWords } from '../organizations/count-words'
import { announce } from '../ui/announce'
import { Button } from '../ui/button'
import { SELECTION_BAR, type Selection, type SelectionState } from './selection'

export type BarProps = Pick<Selection<never>, 'kind' | 'matching' | 'takesAll' | 'actions' | 'onAct'> & {
  state: SelectionState
}

/** How many rows are chosen, and what can be done with them. Stays in sight while one scrolls. */
export function SelectionBar({ kind, matching, takesAll = true, actions, onAct, state }: BarProps) {
  const count = countWords(matching)
  const chosen = chosenWords(kind, count, state)
  useEffect(() => announce(words('table.selection.announced', { chosen })), [chosen])
  const canTakeAll =
    takesAll && state.isWholePage && !state.isAll && (matching.isMore || matching.count > state.ids.size)
  return (
    <section id={SELECTION_BAR} className="selection-bar" aria-label={words('table.selection.bar', { kind })}>
      <p className="selection-bar__count">{chosen}</p>
      {canTakeAll ? (
        <Button size="sm" variant="ghost" onClick={state.setAll}>
          {state.isNarrowed
            ? words('table.selection.takeMatching', { count })
            : words('table.selection.takeAll', { count, kind })}
        </Button>
      ) : null}
      <div className="selection-bar__actions">
        {actions.map(({ id, label, icon, isDanger }) => (
          <Button
            key={id}
            size="sm"
            variant={isDanger ? 'danger-soft' : 'secondary'}
            icon={icon}
            onClick={() => onAct(id, state.fields(), state.clear)}
          >
            {label}
          </Button>
        ))}
      </div>
      <Button
        size="sm"
        variant="ghost"
        isIconOnly
        aria-label={words('table.selection.clear')}
        title={words('table.selection.clear')}
        icon={<X aria-hidden="true" />}
        onClick={state.leave}
      />
    </section>
  )
}

function chosenWords(kind: BarProps['kind'], count: string, { isAll, ids }: SelectionState): string {
  if (!isAll) return words('table.selection.some', { count: ids.size })
  if (ids.size === 0) return words('table.selection.all', { count, kind })
  return words('table.selection.allBut', { count, kind, except: ids.size })
}

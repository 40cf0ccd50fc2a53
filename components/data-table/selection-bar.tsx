'use client'

import { X } from 'lucide-react'
import { useEffect } from 'react'
import { words } from '@/messages/words'
import { countWords } from '../organizations/count-words'
import { announce } from '../ui/announce'
import { Button } from '../ui/button'
import { SELECTION_BAR, type Selection, type SelectionState } from './selection'

export type BarProps = Pick<Selection<never>, 'noun' | 'matching' | 'actions' | 'onAct'> & {
  state: SelectionState
}

/** How many rows are chosen, and what can be done with them. Stays in sight while one scrolls. */
export function SelectionBar({ noun, matching, actions, onAct, state }: BarProps) {
  const said = chosenWords(noun, matching, state)
  useEffect(() => announce(words('table.selectionBar.pressEnterForWhatCanBeDone', { said })), [said])
  const canTakeAll = state.isWholePage && !state.isAll && (matching.isMore || matching.count > state.ids.size)
  return (
    <section
      id={SELECTION_BAR}
      className="selection-bar"
      aria-label={words('table.selectionBar.selected', { noun: noun[1] })}
    >
      <p className="selection-bar__count">{said}</p>
      {canTakeAll ? (
        <Button size="sm" variant="ghost" onClick={state.setAll}>
          {state.isNarrowed
            ? words('table.selectionBar.selectAllThatMatch', { matching: countWords(matching) })
            : words('table.selectionBar.selectAll', { matching: countWords(matching), noun: noun[1] })}
        </Button>
      ) : null}
      <div className="selection-bar__actions">
        {actions.map(({ id, label, icon, isDanger }) => (
          <Button
            key={id}
            size="sm"
            variant={isDanger ? 'danger-soft' : 'secondary'}
            icon={icon}
            onClick={() => onAct(id, state.fields())}
          >
            {label}
          </Button>
        ))}
      </div>
      <Button
        size="sm"
        variant="ghost"
        isIconOnly
        aria-label={words('table.selectionBar.clearSelection')}
        title={words('table.selectionBar.clearSelection')}
        icon={<X aria-hidden="true" />}
        onClick={state.clear}
      />
    </section>
  )
}

function chosenWords(noun: BarProps['noun'], matching: BarProps['matching'], state: SelectionState): string {
  const { isAll, ids } = state
  if (!isAll) return words('table.selectionBar.countSelected', { count: ids.size })
  const all = words('table.selectionBar.allSelected', { matching: countWords(matching), noun: noun[1] })
  return ids.size === 0 ? all : words('table.selectionBar.but', { all, size: ids.size })
}

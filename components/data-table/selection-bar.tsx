'use client'

import { X } from 'lucide-react'
import { useEffect } from 'react'
import { countWords } from '../organizations/count-words'
import { announce } from '../ui/announce'
import { Button } from '../ui/button'
import { SELECTION_BAR, type Selection, type SelectionState } from './selection'

export type BarProps = Pick<Selection<never>, 'noun' | 'matching' | 'actions' | 'onAct'> & {
  state: SelectionState
}

/** How many rows are chosen, and what can be done with them. Stays in sight while one scrolls. */
export function SelectionBar({ noun, matching, actions, onAct, state }: BarProps) {
  const words = chosenWords(noun, matching, state)
  useEffect(() => announce(`${words}. Press Enter for what can be done.`), [words])
  const canTakeAll = state.isWholePage && !state.isAll && (matching.isMore || matching.count > state.ids.size)
  return (
    <section id={SELECTION_BAR} className="selection-bar" aria-label={`Selected ${noun[1]}`}>
      <p className="selection-bar__count">{words}</p>
      {canTakeAll ? (
        <Button size="sm" variant="ghost" onClick={state.setAll}>
          Select all {countWords(matching)} {state.isNarrowed ? 'that match' : noun[1]}
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
        aria-label="Clear selection"
        title="Clear selection"
        icon={<X aria-hidden="true" />}
        onClick={state.clear}
      />
    </section>
  )
}

function chosenWords(noun: BarProps['noun'], matching: BarProps['matching'], state: SelectionState): string {
  const { isAll, ids } = state
  if (!isAll) return `${ids.size.toLocaleString('en-GB')} selected`
  const all = `All ${countWords(matching)} ${noun[1]} selected`
  return ids.size === 0 ? all : `${all}, but ${ids.size}`
}

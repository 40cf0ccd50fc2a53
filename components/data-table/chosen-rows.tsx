'use client'

import { type ComponentType, lazy, Suspense } from 'react'
import { words } from '@/messages/words'
import { countWords } from '../organizations/count-words'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { narrowedBy, type Selection, type SelectionState } from './selection'
import type { BarProps } from './selection-bar'
import { SELECTION_FORM } from './selection-box'
import { type TableUrl, tableHref } from './table-url'

const SelectionBar = lazy<ComponentType<BarProps>>(() =>
  import('./selection-bar').then((module) => ({ default: module.SelectionBar })),
)

type ChosenRowsProps<Row> = { selection: Selection<Row>; state: SelectionState; url: TableUrl }

/** What can be done with the chosen rows: a bar that is fetched with the first choice, or without JavaScript a native form. */
export function ChosenRows<Row>({ selection, state, url }: ChosenRowsProps<Row>) {
  const { kind, matching, takesAll, actions, onAct } = selection
  if (!state.isHydrated && state.isShown) return <ChosenForm selection={selection} url={url} />
  return (
    <>
      <noscript>
        <Link className="text-link" href={tableHref(url, { select: '1' })}>
          {words('table.selection.begin', { kind })}
        </Link>
      </noscript>
      {state.isAny ? (
        <Suspense fallback={null}>
          <SelectionBar {...{ kind, matching, takesAll, actions, onAct, state }} />
        </Suspense>
      ) : null}
    </>
  )
}

function ChosenForm<Row>({ selection, url }: { selection: Selection<Row>; url: TableUrl }) {
  const { kind, matching, takesAll = true, actions, filters, reviewPath } = selection
  const narrowed = narrowedBy(url, filters)
  const count = countWords(matching)
  return (
    <form id={SELECTION_FORM} method="get" action={reviewPath} className="selection-bar">
      {narrowed.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {takesAll ? (
        <label className="selection-bar__count">
          <input type="checkbox" name="all" value="1" />
          {narrowed.length > 0
            ? words('table.selection.notOnlyTickedMatching', { count })
            : words('table.selection.notOnlyTicked', { count, kind })}
        </label>
      ) : null}
      <div className="selection-bar__actions">
        {actions.map(({ id, label, icon, isDanger }) => (
          <Button
            key={id}
            type="submit"
            name="do"
            value={id}
            size="sm"
            variant={isDanger ? 'danger-soft' : 'secondary'}
            icon={icon}
          >
            {label}
          </Button>
        ))}
      </div>
    </form>
  )
}

'use client'

import { useEffect, useRef } from 'react'
import { words } from '@/messages/words'
import { boxKeys, keepTextUnmarked, type Selection, type SelectionState } from './selection'

/** Names the form that stands there without JavaScript, for the boxes in the rows. */
export const SELECTION_FORM = 'selection-form'

/** The box of one row; none where this viewer may do nothing to it. */
export function SelectionBox<Row>({ row, selection, state }: { row: Row } & BoxProps<Row>) {
  const id = selection.idOf(row)
  if (id === null) return null
  const toggle = (box: HTMLInputElement, event: Event) =>
    state.toggle(box, event instanceof MouseEvent && event.shiftKey)
  return (
    <input
      type="checkbox"
      name="ids"
      value={id}
      form={SELECTION_FORM}
      className="row-check"
      aria-label={words('table.selection.row', { name: selection.nameOf(row) })}
      checked={state.isHydrated ? state.has(id) : undefined}
      onMouseDown={keepTextUnmarked}
      onKeyDown={(event) => boxKeys(event, state)}
      onChange={(event) => toggle(event.currentTarget, event.nativeEvent)}
    />
  )
}

/** The box in the head: all rows of this page. */
export function PageBox<Row>({ selection, state }: BoxProps<Row>) {
  const box = useRef<HTMLInputElement>(null)
  const { isWholePage, isAny, isHydrated } = state
  useEffect(() => {
    if (box.current) box.current.indeterminate = isAny && !isWholePage
  }, [isAny, isWholePage])
  if (!isHydrated) return null
  return (
    <input
      ref={box}
      type="checkbox"
      className="row-check"
      aria-label={words('table.selection.page', { kind: selection.kind })}
      checked={isWholePage}
      onKeyDown={(event) => boxKeys(event, state)}
      onChange={(event) => state.setPage(event.currentTarget.checked)}
    />
  )
}

type BoxProps<Row> = { selection: Selection<Row>; state: SelectionState }

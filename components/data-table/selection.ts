'use client'

import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { BoundedCount } from '@/lib/paging'
import type { TableUrl } from './table-url'

/**
 * What makes the rows of a `DataTable` selectable. `reviewPath` is the page that says what will happen and asks; it reads what was
 * chosen from its address with `Chosen` of `lib/chosen.ts`, and so serves the native form that stands there without JavaScript.
 * With JavaScript `onAct` opens the same review in a dialog, with the same fields.
 *
 *     selection={{
 *       idOf: (row) => (row.can.revoke ? row.id : null),
 *       nameOf: (row) => row.email,
 *       kind: 'invitations',
 *       matching,
 *       filters: ['q', 'role', 'status'],
 *       reviewPath: `/${account}/members/invitations/review`,
 *       actions: [{ id: 'revoke', label: 'Delete' }],
 *       onAct: (action, fields, clear) => …,
 *     }}
 *
 * The parameter `select` of the address must survive in `url.params`: without JavaScript it is what shows the boxes. Nothing of this
 * is in the page as the server sends it: boxes come with the first script, the bar with the first choice.
 */
export type Selection<Row> = {
  /** What travels to the review; null for a row that this viewer may do nothing to, which has no box. */
  idOf: (row: Row) => string | null
  /** What the box is called: "Select Lena Fischer". */
  nameOf: (row: Row) => string
  /** What the rows are, in the sentences of `table.selection` in `messages/`. */
  kind: 'members' | 'invitations'
  /** How many rows match the filters, on all pages. */
  matching: BoundedCount
  /** Whether all that match can be chosen at once; else only row by row. */
  takesAll?: boolean
  /** The parameters of the address that narrow the list: they go along where all that match were chosen. */
  filters: string[]
  reviewPath: string
  actions: { id: string; label: string; icon?: ReactNode; isDanger?: boolean }[]
  /** `clear` lets the rows go, for when it is done. */
  onAct: (action: string, fields: ChosenFields, clear: () => void) => void
}

/** What was chosen, as the fields of a form or an address: `ids`, or `all` with the filters and without `except`. */
export type ChosenFields = Record<string, string>

type State = { isAll: boolean; ids: ReadonlySet<string>; narrowed: string }
type Narrowed = [name: string, value: string][]

const NONE: ReadonlySet<string> = new Set()

/** Which rows are chosen, over pages and orders. Having chosen all that match ends with the filter that they matched. */
export function useSelection<Row>(rows: Row[], url: TableUrl, selection: Selection<Row> | undefined) {
  const isHydrated = useSyncExternalStore(subscribeToNothing, isInBrowser, isOnServer)
  const narrowed = narrowedBy(url, selection?.filters ?? [])
  const key = JSON.stringify(narrowed)
  const [state, setState] = useState<State>({ isAll: false, ids: NONE, narrowed: key })
  const last = useRef<HTMLInputElement | null>(null)
  const { isAll, ids } = state.isAll && state.narrowed !== key ? { isAll: false, ids: NONE } : state
  const page = selection && isHydrated ? rows.flatMap((row) => selection.idOf(row) ?? []) : []
  const has = (id: string) => ids.has(id) !== isAll
  const put = (isAll: boolean, ids: ReadonlySet<string>) => setState({ isAll, ids, narrowed: key })
  const set = (changed: string[], isChosen: boolean) => {
    const next = new Set(ids)
    for (const id of changed) isChosen === isAll ? next.delete(id) : next.add(id)
    put(isAll, next)
  }
  return {
    isHydrated,
    /** Without JavaScript the boxes stand there for whoever asked for them. */
    isShown: selection !== undefined && (isHydrated || url.params.select !== undefined),
    isAll,
    ids,
    isAny: isAll || ids.size > 0,
    isWholePage: page.length > 0 && page.every(has),
    isNarrowed: narrowed.length > 0,
    has,
    /** One row, or with Shift all between it and the one before. */
    toggle: (box: HTMLInputElement, withShift: boolean) => {
      const [from, to] = [page.indexOf(last.current?.value ?? ''), page.indexOf(box.value)]
      last.current = box
      const isRange = withShift && from >= 0
      set(isRange ? page.slice(Math.min(from, to), Math.max(from, to) + 1) : [box.value], box.checked)
    },
    setPage: (isChosen: boolean) => set(page, isChosen),
    setAll: () => put(true, NONE),
    clear: () => put(false, NONE),
    /** The same, asked for by a button that goes with it: the focus goes back to where the choosing was. */
    leave: () => {
      put(false, NONE)
      last.current?.focus()
    },
    fields: () => fieldsOf(isAll, ids, narrowed),
  }
}

export type SelectionState = ReturnType<typeof useSelection>

/** The filters that are set at present. */
export function narrowedBy(url: TableUrl, filters: string[]): Narrowed {
  return filters.flatMap((name): Narrowed => {
    const value = url.params[name]
    return value ? [[name, value]] : []
  })
}

function fieldsOf(isAll: boolean, ids: ReadonlySet<string>, narrowed: Narrowed): ChosenFields {
  const list = [...ids].join(',')
  if (!isAll) return { ids: list }
  return { all: '1', ...(list ? { except: list } : {}), ...Object.fromEntries(narrowed) }
}

/** Shift-clicking a box would mark the text between as well. */
export function keepTextUnmarked(event: MouseEvent<HTMLInputElement>): void {
  if (!event.shiftKey) return
  event.preventDefault()
  event.currentTarget.focus()
}

/** From a box, Enter leads to what can be done with the chosen rows, and Escape lets them go. */
export function boxKeys(event: KeyboardEvent<HTMLInputElement>, state: SelectionState): void {
  if (event.key === 'Escape' && state.isAny) state.leave()
  if (event.key !== 'Enter') return
  event.preventDefault()
  document.getElementById(SELECTION_BAR)?.querySelector('button')?.focus()
}

export const SELECTION_BAR = 'selection-bar'

const subscribeToNothing = () => () => {}
const isInBrowser = () => true
const isOnServer = () => false

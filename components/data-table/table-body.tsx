import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { words } from '@/messages/words'
import { staticHtml } from './static-html'

export type BodyCell<Row> = { id: string; cell: (row: Row) => ReactNode; className: string | undefined }

type TableBodyProps<Row> = {
  /** Before the browser has taken over: the rows are text, which costs the server little and the browser nothing. */
  isStatic: boolean
  rows: { id: string; original: Row }[]
  cells: BodyCell<Row>[]
  /** What stands before the first cell. */
  box: ((row: Row) => ReactNode) | undefined
}

/**
 * The rows. The server writes them as one text; the browser leaves that alone while the page comes alive, and then draws its own rows in
 * its place. Whoever has put the focus into a row by then keeps it.
 */
export function TableBody<Row>({ isStatic, rows, cells, box }: TableBodyProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const focused = !isStatic && body.current ? focusedIn(body.current) : -1
  const wasStatic = useRef(isStatic)
  useLayoutEffect(() => {
    if (wasStatic.current && !isStatic && focused >= 0) focusAt(body.current, focused)
    wasStatic.current = isStatic
  }, [isStatic, focused])
  if (isStatic) {
    const html = typeof window === 'undefined' ? staticHtml(drawn(rows, cells, box)) : ''
    return (
      <tbody
        key="static"
        ref={body}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by staticHtml; in the browser React leaves what stands there
        dangerouslySetInnerHTML={{ __html: html }}
        suppressHydrationWarning
      />
    )
  }
  return (
    <tbody key="live" ref={body}>
      {drawn(rows, cells, box)}
    </tbody>
  )
}

function drawn<Row>(
  rows: TableBodyProps<Row>['rows'],
  cells: BodyCell<Row>[],
  box: TableBodyProps<Row>['box'],
) {
  return rows.map((row) => (
    <tr key={row.id}>
      {cells.map(({ id, cell, className }, at) => (
        <td key={id} className={className}>
          {at === 0 ? box?.(row.original) : null}
          {cell(row.original)}
        </td>
      ))}
    </tr>
  ))
}

const focusables = (body: HTMLElement | null): Element[] => [
  ...(body?.querySelectorAll(words('table.tableBody.aHrefButton')) ?? []),
]

const focusedIn = (body: HTMLElement) =>
  document.activeElement ? focusables(body).indexOf(document.activeElement) : -1

function focusAt(body: HTMLElement | null, at: number) {
  const element = focusables(body)[at]
  if (element instanceof HTMLElement) element.focus({ preventScroll: true })
}

'use client'

import { tableFeatures, useTable } from '@tanstack/react-table'
import { type ReactNode, useMemo } from 'react'
import { words } from '@/messages/words'
import { cx } from '../ui/class-names'
import { EmptyState } from '../ui/empty-state'
import { IconSheet } from '../ui/icon-sheet'
import type { Icon } from '../ui/icons'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { ChosenRows } from './chosen-rows'
import type { Column } from './column'
import { FilterBar, type TableFilter, type TableSearch } from './filter-bar'
import { activeFilters, FilterChips } from './filter-chips'
import { Paging, type TablePaging } from './paging'
import { type Selection, useSelection } from './selection'
import { PageBox, SelectionBox } from './selection-box'
import { SortHeader } from './sort-header'
import { type BodyCell, TableBody } from './table-body'
import type { Sort, TableUrl } from './table-url'
import { tableHref } from './table-url'
import { useNavigate } from './use-navigate'

const features = tableFeatures({})

export type DataTableProps<Row> = {
  /** Names the table for readers: "Organization members". */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  url: TableUrl
  sort?: Sort
  search?: TableSearch
  filters?: TableFilter[]
  paging?: TablePaging
  /** Where nothing exists yet: what this is for, and the first action. */
  empty: ReactNode
  /** Icons that stand on every row: cells refer to them with `SheetIcon`. */
  icons?: Record<string, Icon>
  /** Where the rows could not be read. */
  error?: ReactNode
  /** Where several rows can be chosen and acted on at once. */
  selection?: Selection<Row>
  /** Beside search and filters: what can be done with the list as a whole. */
  tools?: ReactNode
}

/**
 * Rows that the server gave, as a table, or as cards where it is narrow. Order, search, filters and page live in the
 * address and work as plain links and a plain form; with JavaScript the page changes in place and the focus stays.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, url, sort, search, filters = [], paging, error, selection } = props
  const { isPending, go } = useNavigate()
  const table = useTable({ features, columns: useModel(columns), data: rows, getRowId: rowId })
  const cells = columns.map(cellOf)
  const chosen = useSelection(rows, url, selection)
  const active = activeFilters(url, search, filters)
  const isBare = rows.length === 0 && active.length === 0 && !url.params.cursor
  if (isBare && !error) return <div className="table-frame">{props.empty}</div>
  return (
    <section className="table-view" aria-label={label} aria-busy={isPending || undefined}>
      {search || filters.length > 0 ? (
        <FilterBar {...{ url, search, filters, go, tools: props.tools }} />
      ) : null}
      <FilterChips url={url} active={active} />
      <p role="status" className="sr-only">
        {isPending
          ? words('table.dataTable.loading')
          : words('table.dataTable.rowsShown', { count: rows.length })}
      </p>
      {error ? <Failed url={url}>{error}</Failed> : null}
      {!error && rows.length === 0 ? <NoMatch url={url} /> : null}
      {!error && rows.length > 0 ? (
        <div className="table-frame">
          {props.icons ? <IconSheet icons={props.icons} /> : null}
          <table
            className={cx('table__content data-table', selection && 'is-selectable', ...columns.map(endOf))}
            style={Object.fromEntries(columns.flatMap(labelOf))}
            aria-label={label}
          >
            <thead className="table__header">
              <tr>
                {columns.map((column, at) => (
                  <SortHeader key={column.id} column={column} url={url} sort={sort}>
                    {at === 0 && selection ? <PageBox selection={selection} state={chosen} /> : null}
                  </SortHeader>
                ))}
              </tr>
            </thead>
            <TableBody
              isStatic={!chosen.isHydrated}
              rows={table.getRowModel().rows}
              cells={cells}
              box={
                selection && chosen.isShown
                  ? (row) => <SelectionBox row={row} selection={selection} state={chosen} />
                  : undefined
              }
            />
          </table>
        </div>
      ) : null}
      {selection && !error && rows.length > 0 ? (
        <ChosenRows selection={selection} state={chosen} url={url} />
      ) : null}
      {paging && !error && (rows.length > 0 || url.params.cursor) ? (
        <Paging {...{ url, paging, go }} />
      ) : null}
    </section>
  )
}

/** The columns as the table's model knows them: it keeps rows and their state, we draw the cells. */
function useModel<Row>(columns: Column<Row>[]) {
  return useMemo(() => columns.map(({ id, header }) => ({ id, header })), [columns])
}

/** Which columns stand at the end, said once for the table and not in every cell. */
const endOf = <Row,>({ align }: Column<Row>, at: number) => align === 'end' && `ends-${at + 1}`

/** The word before the value where rows are cards, in a property of the table that the style sheet reads. */
const labelOf = <Row,>({ header, cardLabel, isTitle, isActions }: Column<Row>, at: number) =>
  isTitle || isActions || cardLabel === null
    ? []
    : [[`--label-${at + 1}`, JSON.stringify(cardLabel ?? header)]]

/** What every cell of a column says, worked out once and not once a row. */
function cellOf<Row>({ id, cell, isTitle, isActions }: Column<Row>): BodyCell<Row> {
  return { id, cell, className: cx(isTitle && 'cell-title', isActions && 'cell-actions') || undefined }
}

function NoMatch({ url }: { url: TableUrl }) {
  const { size, sort, dir } = url.params
  return (
    <div className="table-frame">
      <EmptyState
        title={words('table.dataTable.nothingMatches')}
        action={
          <Link
            className="button button--md button--outline"
            href={tableHref({ path: url.path, params: {} }, { size, sort, dir })}
          >
            {words('table.dataTable.clearSearchAndFilters')}
          </Link>
        }
      >
        {words('table.dataTable.tryFewerWordsOrTakeAFilterAway')}
      </EmptyState>
    </div>
  )
}

function Failed({ url, children }: { url: TableUrl; children: ReactNode }) {
  return (
    <Notice
      tone="danger"
      role="alert"
      title={words('table.dataTable.thisListCouldNotBeLoaded')}
      action={<a href={tableHref(url, {})}>{words('table.dataTable.tryAgain')}</a>}
    >
      {children}
    </Notice>
  )
}

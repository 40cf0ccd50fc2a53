import type { ReactNode } from 'react'
import { cx } from '../ui/class-names'
import { ArrowDown, ArrowUp, ArrowUpDown } from '../ui/icons'
import { Link } from '../ui/link'
import type { Column } from './column'
import { type Sort, sortHref, type TableUrl } from './table-url'

/** The head of a column; where it can be sorted, a link to the same view in that order. */
export function SortHeader<Row>({
  column,
  url,
  sort,
  children,
}: {
  column: Column<Row>
  url: TableUrl
  sort: Sort | undefined
  /** Before the word. */
  children?: ReactNode
}) {
  const isSorted = sort?.id === column.id
  const className = cx(
    'table__column',
    column.align === 'end' && 'text-end',
    !column.isSortable && 'head-plain',
  )
  if (!column.isSortable) {
    return (
      <th scope="col" className={className}>
        {children}
        <span className={cx(column.isActions && 'sr-only')}>{column.header}</span>
      </th>
    )
  }
  const Arrow = !isSorted ? ArrowUpDown : sort.dir === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isSorted ? (sort.dir === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {children}
      <Link
        href={sortHref(url, column.id, sort)}
        scroll={false}
        className="sort-link"
        data-sorted={isSorted || undefined}
      >
        {column.header}
        <Arrow aria-hidden="true" />
      </Link>
    </th>
  )
}

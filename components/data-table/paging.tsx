'use client'

import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { Button, buttonClass } from '../ui/button'
import { ChevronLeft, ChevronRight } from '../ui/icons'
import { Link } from '../ui/link'
import { type TableUrl, tableHref } from './table-url'

export type TablePaging = {
  /** Opaque cursors of the neighbours; null where there is none. */
  previous: string | null
  next: string | null
  size: number
  sizes: readonly number[]
  /** How many there are in all, in words: "1,000+ members". */
  total?: string
}

/** How many there are, how many at once, and the pages beside this one. */
export function Paging({
  url,
  paging,
  go,
}: {
  url: TableUrl
  paging: TablePaging
  go: (href: string) => void
}) {
  const { size: _size, cursor: _cursor, ...kept } = url.params
  return (
    <div className="paging">
      <p className="text-muted">{paging.total}</p>
      <form action={url.path} method="get" className="paging__size">
        {Object.entries(kept).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <select
          key={paging.size}
          name="size"
          aria-label={words('table.paging.rowsPerPage')}
          className="input select-native"
          defaultValue={paging.size}
          onChange={(event) => go(tableHref(url, { size: event.target.value, cursor: undefined }))}
        >
          {paging.sizes.map((size) => (
            <option key={size} value={size}>
              {words('table.paging.perPage', { size })}
            </option>
          ))}
        </select>
        <noscript>
          <Button type="submit" size="sm">
            {words('table.paging.show')}
          </Button>
        </noscript>
      </form>
      <nav aria-label={words('table.paging.pages')} className="flex gap-2">
        <Neighbour url={url} cursor={paging.previous}>
          <ChevronLeft aria-hidden="true" />
          {words('table.paging.previous')}
        </Neighbour>
        <Neighbour url={url} cursor={paging.next}>
          {words('table.paging.next')}
          <ChevronRight aria-hidden="true" />
        </Neighbour>
      </nav>
    </div>
  )
}

function Neighbour({ url, cursor, children }: { url: TableUrl; cursor: string | null; children: ReactNode }) {
  const className = buttonClass({ size: 'sm' })
  if (!cursor) {
    return (
      <span className={className} aria-disabled="true">
        {children}
      </span>
    )
  }
  return (
    <Link className={className} href={tableHref(url, { cursor })}>
      {children}
    </Link>
  )
}

'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, buttonClass } from '../ui/button'
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
          aria-label="Rows per page"
          className="input select-native"
          defaultValue={paging.size}
          onChange={(event) => go(tableHref(url, { size: event.target.value, cursor: undefined }))}
        >
          {paging.sizes.map((size) => (
            <option key={size} value={size}>
              {size} per page
            </option>
          ))}
        </select>
        <noscript>
          <Button type="submit" size="sm">
            Show
          </Button>
        </noscript>
      </form>
      <nav aria-label="Pages" className="flex gap-2">
        <Neighbour url={url} cursor={paging.previous}>
          <ChevronLeft aria-hidden="true" />
          Previous
        </Neighbour>
        <Neighbour url={url} cursor={paging.next}>
          Next
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

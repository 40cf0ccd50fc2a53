import 'server-only'
import { type AnyColumn, and, asc, desc, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { isStorable } from './storable'

/** Counts that people see stop here: counting further would cost more the more there is. */
export const COUNT_BOUND = 1000

/** A count that is either exact or `more than COUNT_BOUND`. */
export type BoundedCount = { count: number; isMore: boolean }

/** Takes what was counted up to one past the bound. */
export const boundedCount = (counted: number): BoundedCount => ({
  count: Math.min(counted, COUNT_BOUND),
  isMore: counted > COUNT_BOUND,
})

/** Where a page begins: after or before the row with these sort values, the last of which is its id. */
export type Cursor = { toward: 'after' | 'before'; values: string[] }

const CursorShape = z.tuple([z.enum(['after', 'before']), z.array(z.string().max(400)).min(1).max(4)])

/** An opaque cursor as it stands in the address. */
export function writeCursor({ toward, values }: Cursor): string {
  return Buffer.from(JSON.stringify([toward, values])).toString('base64url')
}

/** Reads a cursor from an address, where anything may stand; what is none means the first page. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null
  try {
    const [toward, values] = CursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { toward, values }
  } catch {
    return null
  }
}

type Key = { column: AnyColumn; of: 'text' | 'instant' | 'uuid' }

/** The `where`, `order by` and reading direction of one page in keyset order; all keys go the same way, the last is unique. */
export function keyset(keys: Key[], direction: 'asc' | 'desc', cursor: Cursor | null) {
  const isBackward = cursor?.toward === 'before'
  const isUp = (direction === 'asc') !== isBackward
  const usable =
    cursor && cursor.values.length === keys.length && cursor.values.every((v, i) => fits(v, keys[i]?.of))
      ? cursor
      : null
  return {
    where: usable ? beyond(keys, usable.values, isUp ? gt : lt) : undefined,
    orderBy: keys.map(({ column }) => (isUp ? asc(column) : desc(column))),
    isBackward: isBackward && usable !== null,
  }
}

/** Only what PostgreSQL reads as such too: JavaScript takes `1`, the year 0 and the 30th of February for moments. */
function fits(value: string, of: Key['of'] | undefined): boolean {
  if (of === 'uuid') return z.uuid().safeParse(value).success
  if (of === 'instant') return Instant.safeParse(value).success && !value.startsWith('0000')
  return isStorable(value)
}

const Instant = z.iso.datetime().max(40)

function beyond(keys: Key[], values: string[], compare: typeof gt): SQL | undefined {
  const typed = ({ column, of }: Key, i: number) => {
    const value = values[i] ?? ''
    return {
      column,
      value:
        of === 'instant' ? sql`${value}::timestamptz` : of === 'uuid' ? sql`${value}::uuid` : sql`${value}`,
    }
  }
  const pairs = keys.map(typed)
  return or(
    ...pairs.map((pair, i) =>
      and(
        ...pairs.slice(0, i).map((before) => eq(before.column, before.value)),
        compare(pair.column, pair.value),
      ),
    ),
  )
}

/**
 * Cuts one page out of `size + 1` fetched rows and says where the neighbours begin. `valuesOf` gives a row's sort values, the same
 * keys as above.
 */
export function pageOf<R>(
  rows: R[],
  size: number,
  cursor: Cursor | null,
  isBackward: boolean,
  valuesOf: (row: R) => string[],
) {
  const hasMore = rows.length > size
  const kept = rows.slice(0, size)
  if (isBackward) kept.reverse()
  const first = kept[0]
  const last = kept[kept.length - 1]
  const hasPrevious = isBackward ? hasMore : cursor !== null
  const hasNext = isBackward ? true : hasMore
  return {
    rows: kept,
    previous: hasPrevious && first ? writeCursor({ toward: 'before', values: valuesOf(first) }) : null,
    next: hasNext && last ? writeCursor({ toward: 'after', values: valuesOf(last) }) : null,
  }
}

import 'server-only'
import { type AnyColumn, asc, desc, type SQL, sql } from 'drizzle-orm'
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

type Kind = 'text' | 'instant' | 'uuid'
type Key = { column: AnyColumn; of: Kind }

/** The cursor that stands in an address, where it has values of these kinds that PostgreSQL can read; else null: the first page. */
export function cursorOf(text: string | undefined, kinds: readonly Kind[]): Cursor | null {
  const cursor = readCursor(text)
  return cursor && areOf(cursor.values, kinds) ? cursor : null
}

const areOf = (values: readonly string[], kinds: readonly Kind[]) =>
  values.length === kinds.length && kinds.every((kind, at) => fits(values[at] ?? '', kind))

/**
 * The `where` and `order by` of one page in keyset order; all keys go the same way, the last is unique. A cursor that does not fit these
 * keys means the first page; `cursor` gives the one that counts.
 */
export function keyset(keys: Key[], direction: 'asc' | 'desc', given: Cursor | null) {
  const kinds = keys.map(({ of }) => of)
  const cursor = given && areOf(given.values, kinds) ? given : null
  const isUp = (direction === 'asc') !== (cursor?.toward === 'before')
  return {
    cursor,
    where: cursor ? beyond(keys, cursor.values, isUp) : undefined,
    orderBy: keys.map(({ column }) => (isUp ? asc(column) : desc(column))),
  }
}

/** Only what PostgreSQL reads as such too: JavaScript takes `1`, the year 0 and the 30th of February for moments. */
function fits(value: string, of: Kind): boolean {
  if (of === 'uuid') return z.uuid().safeParse(value).success
  if (of === 'instant') return Instant.safeParse(value).success && !value.startsWith('0000')
  return isStorable(value)
}

const Instant = z.iso.datetime({ offset: true }).max(40)

/** Compared as one row, so that an index starts at the cursor however deep it lies. */
function beyond(keys: Key[], values: string[], isUp: boolean): SQL {
  const columns = sql.join(
    keys.map(({ column }) => sql`${column}`),
    sql`, `,
  )
  const at = sql.join(
    keys.map(({ of }, i) => sql`${values[i] ?? ''}::${TYPES[of]}`),
    sql`, `,
  )
  return isUp ? sql`(${columns}) > (${at})` : sql`(${columns}) < (${at})`
}

const TYPES = { text: sql`text`, instant: sql`timestamptz`, uuid: sql`uuid` }

/**
 * Cuts one page out of `size + 1` fetched rows and says where the neighbours begin. `cursor` is the one that `keyset` gave, `valuesOf` gives a row's sort values, the same
 * keys as above.
 */
export function pageOf<R>(rows: R[], size: number, cursor: Cursor | null, valuesOf: (row: R) => string[]) {
  const isBackward = cursor?.toward === 'before'
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

import { PgDialect } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { members } from '@/db/schema'
import { type Cursor, cursorOf, keyset, readCursor, writeCursor } from './paging'

const KEYS = [
  { column: members.sortName, of: 'text' as const },
  { column: members.id, of: 'uuid' as const },
]
const ID = '0b5f7f0e-6d0a-4a39-9a3e-0d5f0b9f6c11'
const cursor = (toward: Cursor['toward']): Cursor => ({ toward, values: ['ada okafor', ID] })

/** What PostgreSQL is asked, as text. */
function asked(direction: 'asc' | 'desc', given: Cursor | null) {
  const { where } = keyset(KEYS, direction, given)
  return where && new PgDialect().sqlToQuery(where).sql
}

test('a page begins at its cursor by one comparison of rows, which an index can start from', () => {
  expect(asked('asc', cursor('after'))).toBe('("members"."sort_name", "members"."id") > ($1::text, $2::uuid)')
  expect(asked('desc', cursor('after'))).toContain(' < ')
  expect(asked('asc', cursor('before'))).toContain(' < ')
  expect(asked('desc', cursor('before'))).toContain(' > ')
})

test('a cursor that does not fit means the first page, in its own order', () => {
  const first = keyset(KEYS, 'asc', null)
  for (const values of [['ada okafor'], ['ada okafor', 'not an id'], ['a', ID, 'b'], ['nul \0', ID]]) {
    expect(keyset(KEYS, 'asc', { toward: 'before', values })).toEqual(first)
  }
})

test('a cursor whose values are of other kinds, or nothing that the database reads, is none', () => {
  const of = (...values: string[]) => cursorOf(writeCursor({ toward: 'after', values }), ['instant', 'uuid'])
  expect(of('2026-11-23T02:57:31.518682+00:00', ID)?.values).toHaveLength(2)
  expect(of('2026-11-23T02:57:31.518682Z', ID)?.values).toHaveLength(2)
  for (const at of ['0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'nul \0', '1'])
    expect(of(at, ID)).toBeNull()
  expect(of('2026-11-23T02:57:31Z')).toBeNull()
})

test('what stands in an address is read back, and anything else is no cursor', () => {
  expect(readCursor(writeCursor(cursor('before')))).toEqual(cursor('before'))
  for (const text of [undefined, '', 'x', writeCursor({ toward: 'after', values: [] })])
    expect(readCursor(text)).toBeNull()
})

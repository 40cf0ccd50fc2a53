import 'server-only'
import { z } from 'zod'
import { invalid } from '@/lib/errors'
import { readCursor } from '@/lib/paging'
import { words } from '@/messages/words'

export const DEFAULT_PER_PAGE = 128
export const MOST_PER_PAGE = 1000
/** As far as pages are numbered: what lies deeper costs more to count up to than to remember, so it is reached by cursor. */
export const MOST_NUMBERED_ROWS = 10_000

const number = (most: number) => z.coerce.number().int().min(1).max(most)

/** What every list takes: `page` from 1 and `per_page`, or the `cursor` of the page before. */
export const paged = {
  page: number(1_000_000).default(1),
  per_page: number(MOST_PER_PAGE).default(DEFAULT_PER_PAGE),
  cursor: z.string().min(1).max(3000).optional(),
}
export type Paged = z.output<z.ZodObject<typeof paged>>

/** Given with every page; absent on the last one. */
export const nextCursor = { next_cursor: z.string().optional() }

type Page<R> = { rows: R[]; next: string | null }

/**
 * One page as a program asked for it, of a list in keyset order. With a cursor, or from the start, it is one query; a numbered page further on
 * skips what stands before it, a thousand rows at a time. `order` names the list and how it is sorted and filtered: a cursor of another one is refused.
 */
export async function pageOf<R>(
  { page, per_page: size, cursor }: Paged,
  order: string,
  list: (size: number, cursor: string | undefined) => Promise<Page<R>>,
): Promise<{ rows: R[]; next_cursor?: string }> {
  if (cursor !== undefined) return given(await list(size, readOwn(cursor, order)), order)
  const skipped = (page - 1) * size
  if (skipped + size > MOST_NUMBERED_ROWS)
    throw invalid({ page: words('rest.pageTooDeep', { most: MOST_NUMBERED_ROWS }) })
  let at: string | undefined
  for (let left = skipped; left > 0; left -= MOST_PER_PAGE) {
    const { next } = await list(Math.min(left, MOST_PER_PAGE), at)
    if (!next) return { rows: [] }
    at = next
  }
  return given(await list(size, at), order)
}

function given<R>({ rows, next }: Page<R>, order: string): { rows: R[]; next_cursor?: string } {
  return next
    ? { rows, next_cursor: Buffer.from(JSON.stringify([order, next])).toString('base64url') }
    : { rows }
}

const Own = z.tuple([z.string(), z.string()])

function readOwn(text: string, order: string): string {
  try {
    const [of, inner] = Own.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    if (of === order && readCursor(inner)) return inner
  } catch {}
  throw invalid({ cursor: words('rest.cursorWrong') })
}

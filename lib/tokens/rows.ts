import 'server-only'
import type { Connection } from '@/db/client'
import { cursorOf, pageOf } from '@/lib/paging'

type Moments = 'createdAt' | 'secretAt' | 'lastUsedAt' | 'expiresAt'

/** What the SQL function `token_line` says. */
export type TokenLine = {
  id: string
  kind: 'personal' | 'app' | 'collaborator'
  name: string
  scopes: string[]
  /** The account that it is bound to; null for one that goes wherever its owner may. */
  account: { handle: string; name: string; kind: 'user' | 'organization' } | null
  app: { handle: string; name: string } | null
  /** Null while a collaborator has not asked for its secret. */
  lastFour: string | null
  isPlaceGone: boolean
  /** Empty where the viewer is not to know of people: of the keys of an app that is all they reach. */
  owner: { id: string; username: string; name: string }
} & { [moment in Exclude<Moments, 'createdAt'>]: string | null } & { createdAt: string }

export type BarredBy = 'age' | 'waiting' | 'refused'
/** A line with its moments read. */
export type Dated<Line> = Omit<Line, Moments> & { createdAt: Date } & {
  [moment in Exclude<Moments, 'createdAt'>]: Date | null
}
export type TokenRow = Dated<TokenLine>
export type OwnTokenLine = TokenLine & {
  lastUsedFrom: string | null
  bars: { name: string; handle: string; why: BarredBy }[]
}
export type OwnTokenRow = Dated<OwnTokenLine>

const moment = (at: string | null) => (at === null ? null : new Date(at))
export const dated = <Line extends TokenLine>(line: Line): Dated<Line> => ({
  ...line,
  createdAt: new Date(line.createdAt),
  secretAt: moment(line.secretAt),
  lastUsedAt: moment(line.lastUsedAt),
  expiresAt: moment(line.expiresAt),
})

type Asked = { at: string | null; after: string | null; isBack: boolean; limit: number }

/** One page of lines, the newest first: `ask` gets where it begins, and one line more than it shows. */
export async function pageOfLines<Line extends TokenLine>(
  { size, cursor }: { size: number; cursor?: string },
  ask: (asked: Asked) => PromiseLike<readonly { line: Line }[]>,
) {
  const place = cursorOf(cursor, ['instant', 'uuid'])
  const [at = null, after = null] = place?.values ?? []
  const isBack = place?.toward === 'before'
  const rows = await ask({ at, after, isBack, limit: size + 1 })
  const lines = rows.map(({ line }) => line)
  // What is asked for backwards comes the oldest first, as `pageOf` wants it.
  const page = pageOf(lines, size, place, (line) => [line.createdAt, line.id])
  return { ...page, rows: page.rows.map(dated) }
}

export const lineOf = async <Line extends TokenLine>(
  ask: PromiseLike<readonly { line: Line }[]>,
): Promise<Dated<Line> | null> => {
  const [row] = await ask
  return row ? dated(row.line) : null
}

export type Asking = { sql: Connection }

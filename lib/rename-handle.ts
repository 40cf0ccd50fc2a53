import 'server-only'
import type { Connection } from '@/db/client'
import { AppError, conflict, rateLimited, violatedConstraint } from '@/lib/errors'
import { words } from '@/messages/words'

/** How long a former handle redirects and is kept from others; `rename_account` in `db/walls/04-handles.sql` holds the same. */
export const REDIRECT_DAYS = 90
/** How many former handles one account keeps at a time, and how often it may change the present one within a day. */
export const FORMER_HANDLES = 5
export const RENAMES_A_DAY = 3

export type FormerHandle = { handle: string; redirectsUntil: Date }

/**
 * Renames the entered account, one's own or an organization; the command that calls it names the permission and records the change.
 * Gives the handle it had, or null where it already is `handle`. Throws `conflict` naming `field` where the handle is somebody
 * else's, and `conflict` or `rate_limited` where it was changed too often.
 */
export async function renameHandle(
  sql: Connection,
  handle: string,
  field = 'handle',
): Promise<string | null> {
  const [row] = await sql<[{ outcome: string; former: string }]>`
    select * from rename_account(${handle})`.catch((error: unknown): never => {
    if (violatedConstraint(error) !== 'handles_pkey') throw error
    throw conflict(words('handles.taken'), { [field]: words('handles.takenField') })
  })
  if (row.outcome === 'too_often') throw tooOften(field)
  if (row.outcome === 'too_many') throw tooMany(field)
  return row.outcome === 'same' ? null : row.former
}

/** The former handles that still lead to the entered account, the youngest first. */
export async function listFormerHandles(sql: Connection): Promise<FormerHandle[]> {
  const rows = await sql<{ handle: string; redirects_until: Date }[]>`select * from former_handles()`
  return rows.map((row) => ({ handle: row.handle, redirectsUntil: new Date(row.redirects_until) }))
}

function tooOften(field: string): AppError {
  const { code, message, retryAfterSeconds } = rateLimited(24 * 3600)
  const fields = { [field]: words('handles.tooOften', { count: RENAMES_A_DAY }) }
  return new AppError(code, message, { retryAfterSeconds, fields })
}

const tooMany = (field: string) =>
  conflict(words('handles.tooMany'), {
    [field]: words('handles.tooManyField', { count: FORMER_HANDLES, days: REDIRECT_DAYS }),
  })

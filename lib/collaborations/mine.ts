import 'server-only'
import type { Connection } from '@/db/client'
import type { Person } from '@/lib/actor'
import { type Held, type HeldRow, heldOf } from './find'
import { type Given, givenNow, type Offer } from './giver'

/** An offer that waits for one's answer. */
export type OpenShare = Given & {
  id: string
  app: string
  owner: string
  offererName: string
  expiresAt: Date
  /** What one has on the app already. */
  held: Held | null
}

type Line = Omit<OpenShare, 'expiresAt' | 'held' | keyof Given> & Offer & { expiresAt: string; held: HeldRow }

/** The open offers for one's own proved addresses, from any account, newest first, at most 50, where a transaction is open already. */
export async function openSharesOf(
  sql: Connection,
  person: Pick<Person, 'id' | 'sessionId'>,
): Promise<OpenShare[]> {
  const [row] = await sql<[{ list: Line[] }]>`
    select my_shares(${person.id}::uuid, ${person.sessionId}::uuid) as list`
  return row.list
    .map((line) => {
      const { id, app, owner, offererName, expiresAt, held } = line
      const shown = { id, app, owner, offererName, expiresAt: new Date(expiresAt), held: heldOf(held) }
      return { ...givenNow(line), ...shown }
    })
    .filter(({ scopes }) => scopes.length > 0)
}

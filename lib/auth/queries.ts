import 'server-only'
import { z } from 'zod'
import { database } from '@/db/client'
import type { Caller } from '@/lib/actor'
import { requirePerson } from '@/lib/auth/caller'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { query } from '@/lib/query'
import { describeDevice } from './device'

export type SessionRow = {
  id: string
  device: string
  address: string | null
  since: Date
  lastUsedAt: Date
  isThisOne: boolean
}

/** One's own live sign-ins, the present one first, then by last use. `account` is one's own handle. */
export const listSessions = query({
  name: 'listSessions',
  permission: 'session.manage',
  input: z.object({}),
  async run({ sql, person }): Promise<SessionRow[]> {
    type Row = {
      id: string
      created_at: string
      last_seen_at: string
      address: string | null
      user_agent: string | null
    }
    const rows = await sql<Row[]>`select * from own_sessions()`
    return rows
      .map((row) => ({
        id: row.id,
        device: describeDevice(row.user_agent),
        address: row.address,
        since: new Date(row.created_at),
        lastUsedAt: new Date(row.last_seen_at),
        isThisOne: row.id === person.sessionId,
      }))
      .sort((a, b) => Number(b.isThisOne) - Number(a.isThisOne))
  },
})

const readPassword = query({
  name: 'readPassword',
  permission: 'session.manage',
  input: z.object({}),
  async run({ sql, person }) {
    type Row = { passwordHash: string; organizations: string[] }
    const [row] = await sql<[Row]>`select password_hash as "passwordHash", organizations from own_password()`
    return { ...row, person }
  },
})

/** What changing the password needs to know: the stored hash, and the names it may not hold. For commands alone. */
export const ownPassword = (caller: Caller, account: string) => {
  requirePerson(caller)
  return readPassword(caller, account, {})
}

/** Whether a live sign-in stands behind a caller. For pages that the signed-in have no use for. */
export async function isSignedIn({ actor }: Caller): Promise<boolean> {
  if (actor.kind !== 'person') return false
  const [row] = await database()<[{ alive: boolean }]>`
    select session_is_alive(${actor.userId}::uuid, ${actor.sessionId}::uuid) as alive`
  return row.alive
}

/**
 * To which address an invitation or a share was mailed, and into what: for whoever holds that very link. Null for copied and dead ones.
 */
export async function findMailedInvitation(secret: string | undefined): Promise<MailedInvitation | null> {
  const hash = secret ? hashLinkSecret(secret) : null
  if (!hash) return null
  const [row] = await database()<
    MailedInvitation[]
  >`select email, organization, app from mailed_invitation(${hash})`
  return row ?? null
}
export type MailedInvitation = { email: string } & (
  | { organization: string; app: null }
  | { organization: null; app: string }
)

import 'server-only'
import { cache } from 'react'
import type { Connection } from '@/db/client'
import { glancing } from '@/db/tenant'
import type { Actor, Caller } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { noteSeen, noteViewingOver } from '@/lib/operation'
import { type Entered, enter } from '@/lib/permissions/facts'
import type { Role } from '@/lib/permissions/roles'

export type Viewer = {
  id: string
  username: string
  firstName: string
  lastName: string
  email: string
  isVerified: boolean
  isOperator: boolean
  /** Names their picture; null for initials. */
  picture: string | null
}

export type AccountLink = {
  id: string
  handle: string
  name: string
  kind: 'user' | 'organization'
  role: Role | null
}

/** What stands around every page: who looks, as whom they may act, what is unread, and the account they are in. */
export type Frame = {
  viewer: Viewer
  /** The personal account first, then the organizations by name; while viewing as somebody, the organization alone. */
  accounts: AccountLink[]
  unread: number
  /** Where the viewer is somebody else, as whom an Admin looks: who, and until when. */
  viewing: { by: string; until: Date } | null
  /** The account in the address; null where there is none, or none that the viewer may know of. */
  entered: Entered | null
}

type Person = Actor & { kind: 'person' }
type FrameRow = {
  is_seen_stale: boolean
  id: string
  username: string
  first_name: string
  last_name: string
  email: string
  is_verified: boolean
  is_operator: boolean
  accounts: AccountLink[]
  unread: number
  picture: string | null
  viewing: { by: string; until: string } | null
  is_viewing_over: boolean
}

/**
 * Loads the frame in one round trip, once a request. Gives null to whom no live sign-in stands behind. Decides nothing: every
 * page's own query enters again.
 */
export const loadFrame = cache(async (caller: Caller, account: string | null): Promise<Frame | null> => {
  const { actor } = caller
  if (actor.kind !== 'person') return null
  const { row, entered } = await glancing(async (sql) => {
    const [rows, entered] = await Promise.all([frameRow(sql, actor), enteredOrNull(sql, actor, account)])
    return { row: rows[0], entered }
  })
  if (!row) return null
  noteSeen({ isSeenStale: row.is_seen_stale }, caller)
  if (row.is_viewing_over) noteViewingOver({ viewing: 'over' }, actor)
  return { ...framed(row), entered }
})

function frameRow(sql: Connection, actor: Person) {
  return sql<FrameRow[]>`select * from frame(${actor.userId}::uuid, ${actor.sessionId}::uuid)`
}

async function enteredOrNull(sql: Connection, actor: Person, account: string | null) {
  if (account === null) return null
  try {
    return await enter(sql, actor, account)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function framed(row: FrameRow): Omit<Frame, 'entered'> {
  const viewer: Viewer = {
    id: row.id,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    isVerified: row.is_verified,
    isOperator: row.is_operator,
    picture: row.picture,
  }
  const own: AccountLink = {
    id: row.id,
    handle: row.username,
    name: `${row.first_name} ${row.last_name}`,
    kind: 'user',
    role: null,
  }
  const viewing = row.viewing && { by: row.viewing.by, until: new Date(row.viewing.until) }
  return { viewer, accounts: viewing ? row.accounts : [own, ...row.accounts], unread: row.unread, viewing }
}

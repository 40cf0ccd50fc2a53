import 'server-only'
import type { Connection } from '@/db/client'
import { listed } from '@/lib/members/memberships'
import { can } from '@/lib/permissions/decide'
import type { InApp } from '@/lib/permissions/facts'
import { mayGiveScopes } from '@/lib/permissions/giving'

/** Somebody with scopes on the app, as the viewer may see them. */
export type Collaborator = {
  /** Of what they hold now: it is another one after each change. */
  id: string
  userId: string
  name: string
  username: string
  picture: string | null
  /** Null where the viewer may not see addresses. */
  email: string | null
  isYou: boolean
  scopes: string[]
  /** When what they hold now began; when they were first added, and by whom, where the viewer may know. */
  since: Date
  addedAt: Date
  addedById: string | null
  addedBy: string | null
  until: Date | null
  can: { change: boolean; remove: boolean }
}

export type CollaboratorRow = {
  id: string
  user_id: string
  username: string
  first_name: string
  last_name: string
  picture: string | null
  email: string | null
  scopes: string[]
  since: string
  key: string
  until: string | null
  added_at: string
  added_by: string | null
  adder: string | null
}

type Asked = {
  ids?: readonly string[] | null
  q?: string | null
  at?: string | null
  after?: string | null
  isBack?: boolean
  limit?: number
}

/** Collaborators of the entered app, who was given something last first. */
export function collaboratorRows(sql: Connection, asked: Asked): Promise<CollaboratorRow[]> {
  const { ids = null, q = null, at = null, after = null, isBack = false, limit = 1000 } = asked
  return sql<CollaboratorRow[]>`
    select * from collaborators_of_app(${ids && listed(ids)}::uuid[], ${q}, ${at}::text::timestamptz, ${after}::uuid, ${isBack}, ${limit})`
}

/** What of a row is shown, and what the viewer may do about it: nothing about themselves, nor about who holds more than they. */
export function shownCollaborator(
  row: CollaboratorRow,
  { access, person }: Pick<InApp, 'access' | 'person'>,
): Collaborator {
  const isYou = row.user_id === person.id
  const isTheirs = !isYou && mayGiveScopes(access, row.scopes)
  return {
    id: row.id,
    userId: row.user_id,
    name: `${row.first_name} ${row.last_name}`,
    username: row.username,
    picture: row.picture,
    email: row.email,
    isYou,
    scopes: row.scopes,
    since: new Date(row.since),
    addedAt: new Date(row.added_at),
    addedById: row.added_by,
    addedBy: row.adder,
    until: row.until === null ? null : new Date(row.until),
    can: {
      change: isTheirs && can(access, 'collaborator.add'),
      remove: isTheirs && can(access, 'collaborator.remove'),
    },
  }
}

import 'server-only'
import { sql } from 'drizzle-orm'
import { members } from '@/db/schema'
import { can } from '@/lib/permissions/decide'
import type { Entered } from '@/lib/permissions/facts'
import type { Role } from '@/lib/permissions/rules'
import { words } from '@/messages/words'

export type MemberRow = {
  /** The membership; null for people of whom only the name may be seen. */
  id: string | null
  userId: string
  username: string | null
  name: string
  picture: string | null
  /** Null where the viewer may not see addresses. */
  email: string | null
  role: Role | null
  teams: { handle: string; name: string }[]
  joinedAt: Date | null
  lastActiveAt: Date | null
  until: Date | null
  isYou: boolean
  can: { changeRole: boolean; remove: boolean; leave: boolean }
  /** Why the viewer may not do something here that they otherwise could. */
  why: string | null
}

const teamsOf = sql<{ handle: string; name: string }[]>`(
  select coalesce(json_agg(json_build_object('handle', t.handle, 'name', t.name) order by t.name), '[]')
    from team_members tm join teams t on t.org_id = tm.org_id and t.id = tm.team_id and t.deleted_at is null
   where tm.org_id = members.org_id and tm.user_id = members.user_id and tm.ended_at is null
     and (tm.expires_at is null or tm.expires_at > now()))`

/** What a member's row is made of. */
export const memberColumns = {
  id: members.id,
  userId: members.userId,
  username: members.username,
  firstName: members.firstName,
  lastName: members.lastName,
  email: members.email,
  picture: members.picture,
  sortName: members.sortName,
  sortEmail: members.sortEmail,
  role: members.role,
  joinedAt: members.joinedAt,
  joinedKey: sql<string>`to_char(${members.joinedAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  lastActiveAt: members.lastActiveAt,
  until: members.expiresAt,
  teams: teamsOf,
}

type Viewer = Pick<Entered, 'access' | 'person'>
type Fetched = {
  id: string
  userId: string
  username: string
  firstName: string
  lastName: string
  email: string
  picture: string | null
  role: Role
} & Pick<MemberRow, 'teams' | 'lastActiveAt' | 'until'> & { joinedAt: Date }

/** One row as the viewer may see it. */
export function shown(
  row: Fetched,
  { access, person }: Viewer,
  withAddresses: boolean,
  isOnlyAdmin: boolean,
): MemberRow {
  const isYou = row.userId === person.id
  const manages = can(access, 'member.manage')
  const isLastAdmin = row.role === 'admin' && row.until === null && isOnlyAdmin
  return {
    id: row.id,
    userId: row.userId,
    username: row.username,
    name: `${row.firstName} ${row.lastName}`,
    picture: row.picture,
    email: withAddresses || isYou ? row.email : null,
    role: row.role,
    teams: row.teams,
    joinedAt: row.joinedAt,
    lastActiveAt: withAddresses ? row.lastActiveAt : null,
    until: row.until,
    isYou,
    can: {
      changeRole: manages && !isYou && !isLastAdmin,
      remove: manages && !isYou && !isLastAdmin,
      leave: isYou && !isLastAdmin,
    },
    why: manages || isYou ? whyNot(isYou, isLastAdmin, manages) : null,
  }
}

function whyNot(isYou: boolean, isLastAdmin: boolean, manages: boolean): string | null {
  if (isLastAdmin) return words(isYou ? 'members.lastAdmin.you' : 'members.lastAdmin.whoStays')
  return isYou && manages ? words('members.rows.nobodyChangesTheirOwnRole') : null
}

/** One of whom only the name may be seen. */
export function nameOnly(mate: {
  user_id: string
  first_name: string
  last_name: string
  teams: MemberRow['teams']
}): MemberRow {
  return {
    id: null,
    userId: mate.user_id,
    username: null,
    name: `${mate.first_name} ${mate.last_name}`,
    picture: null,
    email: null,
    role: null,
    teams: mate.teams,
    joinedAt: null,
    lastActiveAt: null,
    until: null,
    isYou: false,
    can: { changeRole: false, remove: false, leave: false },
    why: null,
  }
}

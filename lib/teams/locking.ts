import 'server-only'
import type { Connection } from '@/db/client'
import { notFound } from '@/lib/errors'
import type { TeamPermission } from '@/lib/permissions/rules'

/** A team that has not been deleted, as far as changing it needs to know. */
export type Team = {
  id: string
  handle: string
  name: string
  permission: TeamPermission
  isRestricted: boolean
}

/**
 * Takes the lock of each of these teams of the entered organization, in one order, so that whatever is changed in a team comes one after
 * the other. What is no team there is left out. Whoever touches memberships takes that of the organization before (`lockAdmins`).
 */
export async function lockTeams(sql: Connection, ids: readonly string[]): Promise<Team[]> {
  return sql<Team[]>`
    select id, handle, name, permission, is_restricted as "isRestricted" from teams
     where org_id = current_tenant() and id = any(${`{${ids.join(',')}}`}::uuid[]) and deleted_at is null
     order by id for no key update`
}

/** The same for one. Throws `not_found`. */
export async function lockTeam(sql: Connection, id: string): Promise<Team> {
  const [team] = await lockTeams(sql, [id])
  if (!team) throw notFound('team')
  return team
}

/** The moment of a change, later than that of whatever held its locks before. Text, since a `Date` has no microseconds. */
export async function momentNow(sql: Connection): Promise<string> {
  const [row] = await sql<[{ at: string }]>`select clock_timestamp()::text as at`
  return row.at
}

/** How the history names a team. */
export const targetOf = ({ id, name }: Pick<Team, 'id' | 'name'>) => ({ kind: 'team', id, name })

/** Names for a sentence: where there are many, the first of them. */
export const NAMED = 3

/** A moment as the driver takes it: here it reads and writes none itself. */
export const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

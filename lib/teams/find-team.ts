import 'server-only'
import type { Connection } from '@/db/client'
import { notFound } from '@/lib/errors'
import { isHandle } from '@/lib/handles'
import { type Access, can } from '@/lib/permissions/decide'
import type { Team } from './locking'

/** Whether somebody sees every team of the organization, and who is in it. Others see their own, and in them those whom they lead. */
export const seesAll = (access: Access) => can(access, 'team.view')

/** The team with this ID as it stands in an address, if the viewer may see it (the second wall says which). Throws `not_found`. */
export async function getTeamRow(
  sql: Connection,
  handle: string,
): Promise<Team & { createdAt: Date; asOf: string }> {
  if (!isHandle(handle)) throw notFound('team')
  const [team] = await sql<[(Team & { createdAt: string; asOf: string })?]>`
    select id, handle, name, permission, is_restricted as "isRestricted", created_at as "createdAt",
           to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "asOf"
      from teams where org_id = current_tenant() and handle = ${handle.toLowerCase()} and deleted_at is null`
  if (!team) throw notFound('team')
  return { ...team, createdAt: new Date(team.createdAt) }
}

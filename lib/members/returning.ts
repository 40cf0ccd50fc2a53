import 'server-only'
import type { Connection } from '@/db/client'
import { type Access, mayGrantRole } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { listed } from './memberships'
import type { ReinstateMembersInput } from './schemas'

/** Why somebody cannot be brought back. */
export type ReturnRefusal =
  | 'member_already'
  | 'left'
  | 'account_deleted'
  | 'time_ran_out'
  | 'role_not_yours'
  | 'changed_since'

/** A team or an app's scopes that ended with the membership, and what becomes of it. */
export type HeldThing = {
  kind: 'team' | 'app'
  id: string
  name: string
  fate: 'comes_back' | 'gone' | 'time_ran_out' | 'given_since'
}

export type Returning = {
  userId: string
  name: string
  email: string
  role: Role
  /** When the membership will end by itself. */
  expiresAt: string | null
  /** The change that ended the membership, and with it what comes back. */
  change: string
  /** Where they are reached now; an invitation to it is not needed any more. */
  address: string | null
  refusal: ReturnRefusal | null
  things: HeldThing[]
}

type Row = Omit<Returning, 'refusal' | 'things' | 'address'> & {
  isLive: boolean
  endedBy: string | null
  isGone: boolean
  hasRunOut: boolean
  address: string | null
}

/**
 * What bringing these people back would do, by what stands now: for each the last membership, the role, and what ended with the same
 * change. The review shows it, and the command does it under the lock. People who never were members are not in it.
 */
export async function planReturn(
  sql: Connection,
  access: Access,
  { ids, change: undone }: ReinstateMembersInput,
): Promise<Returning[]> {
  const change = undone ?? null
  const rows = await sql<Row[]>`
    with asked as materialized (
      select unnest(${listed(ids)}::uuid[]) as user_id
      union select m.user_id from members m where m.org_id = current_tenant() and m.ended_change = ${change}::uuid
    ), last_of as materialized (
      select distinct on (m.user_id) m.* from asked a join members m on m.org_id = current_tenant() and m.user_id = a.user_id
       order by m.user_id, (m.ended_at is null) desc, m.ended_at desc, m.id desc
    )
    select m.user_id as "userId", m.first_name || ' ' || m.last_name as name, m.email, m.role,
           m.expires_at as "expiresAt", m.ended_by as "endedBy", m.ended_change as change,
           m.ended_at is null as "isLive", coalesce(m.expires_at <= now(), false) as "hasRunOut",
           coalesce(f.is_gone, true) as "isGone", f.email as address
      from last_of m
      left join former_members((select array_agg(user_id) from last_of)) f on f.user_id = m.user_id
     order by m.sort_name, m.user_id`
  const whyNot = (row: Row): ReturnRefusal | null => {
    if (row.isLive) return row.hasRunOut ? 'time_ran_out' : 'member_already'
    if (row.isGone) return 'account_deleted'
    if (change !== null && row.change !== change) return 'changed_since'
    if (row.endedBy === row.userId) return 'left'
    if (row.hasRunOut) return 'time_ran_out'
    return mayGrantRole(access, row.role) ? null : 'role_not_yours'
  }
  const things = await thingsOf(sql, rows)
  return rows.map(({ isLive, isGone, hasRunOut, endedBy, ...row }) => ({
    ...row,
    refusal: whyNot({ isLive, isGone, hasRunOut, endedBy, ...row }),
    things: things.get(row.userId) ?? [],
  }))
}

async function thingsOf(sql: Connection, rows: Row[]): Promise<Map<string, HeldThing[]>> {
  const ended = rows.flatMap(({ isLive, userId, change }) => (isLive ? [] : [{ user_id: userId, change }]))
  if (ended.length === 0) return new Map()
  const held = await sql<(HeldThing & { userId: string })[]>`
    with ended as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(ended)}::text::jsonb) as e(user_id uuid, change uuid)
    )
    select e.user_id as "userId", 'team' as kind, t.id, t.name,
           case when t.deleted_at is not null then 'gone' when tm.expires_at <= now() then 'time_ran_out'
                when exists (select 1 from team_members l where l.team_id = t.id and l.user_id = e.user_id and l.ended_at is null
                                and l.org_id = tm.org_id) then 'given_since'
                else 'comes_back' end as fate
      from ended e
      join team_members tm on tm.org_id = current_tenant() and tm.ended_change = e.change and tm.user_id = e.user_id
      join teams t on t.org_id = tm.org_id and t.id = tm.team_id
    union all
    select e.user_id, 'app', p.id, p.name,
           case when p.deleted_at is not null then 'gone' when c.expires_at <= now() then 'time_ran_out'
                when exists (select 1 from collaborators l where l.app_id = p.id and l.user_id = e.user_id and l.ended_at is null
                                and l.org_id = c.org_id and (l.expires_at is null or l.expires_at > now())) then 'given_since'
                else 'comes_back' end
      from ended e
      join collaborators c on c.org_id = current_tenant() and c.ended_change = e.change and c.user_id = e.user_id
      join apps p on p.org_id = c.org_id and p.id = c.app_id
     order by 2 desc, 4`
  const byPerson = new Map<string, HeldThing[]>()
  for (const { userId, ...thing } of held) byPerson.set(userId, [...(byPerson.get(userId) ?? []), thing])
  return byPerson
}

import 'server-only'
import type { Connection } from '@/db/client'
import { listed } from '@/lib/members/memberships'
import { boundedCount, COUNT_BOUND } from '@/lib/paging'
import type { Role } from '@/lib/permissions/rules'
import { query } from '@/lib/query'
import { getTeamRow } from './find-team'
import { GetTeamInput, ReviewTeamMembersInput } from './schemas'
import { chosenOfTeam } from './team-members'

/** Whom a review names; the others are counted. */
const NAMED = 20
const NAMED_APPS = 3
/** Of how many of a team's apps it is looked up who else gives them: a team of thousands would cost thousands for each person. */
const LOOKED_UP = 100

/** Somebody, and the apps that they reach through nothing but this team. */
export type Loser = {
  userId: string
  name: string
  role: Role
  apps: string[]
  count: number
  isMore: boolean
}

/** What goes with a team: how many are in it, what it opens, and who loses which apps. Cost does not grow with the team. */
export const reviewTeamDeletion = query({
  name: 'reviewTeamDeletion',
  permission: 'team.manage',
  input: GetTeamInput,
  async run({ sql, input, account }) {
    const team = await getTeamRow(sql, input.team)
    const [[counts], people] = await Promise.all([
      sql<[{ members: number; apps: number; labelers: number; invitations: number }]>`
        select ${liveCount(sql, 'team_members', team.id)} as members, ${liveCount(sql, 'team_apps', team.id)} as apps,
               (select count(*)::int from (select from team_members tm join members m on m.org_id = tm.org_id and m.user_id = tm.user_id
                   and m.ended_at is null and m.role = 'team_contributor' and (m.expires_at is null or m.expires_at > now())
                  where tm.org_id = current_tenant() and tm.team_id = ${team.id}::uuid and tm.ended_at is null
                    and (tm.expires_at is null or tm.expires_at > now()) limit ${COUNT_BOUND + 1}) x) as labelers`,
      sql<{ user_id: string; name: string; role: Role }[]>`
        select m.user_id, m.first_name || ' ' || m.last_name as name, m.role
          from team_members tm join members m on m.org_id = tm.org_id and m.user_id = tm.user_id and m.ended_at is null
           and m.role = 'team_contributor' and (m.expires_at is null or m.expires_at > now())
         where tm.org_id = current_tenant() and tm.team_id = ${team.id}::uuid and tm.ended_at is null
           and (tm.expires_at is null or tm.expires_at > now())
         order by tm.sort_name, tm.id limit ${NAMED}`,
    ])
    return {
      team,
      account: account.handle,
      organization: account.name,
      members: boundedCount(counts.members),
      apps: boundedCount(counts.apps),
      /** Who has apps through teams alone: everybody else in it has them, or none, by their role. */
      labelers: boundedCount(counts.labelers),
      people: await losersOf(
        sql,
        team.id,
        people.map(({ user_id: userId, ...row }) => ({ userId, ...row })),
      ),
    }
  },
})
export type TeamDeletion = Awaited<ReturnType<typeof reviewTeamDeletion>>

/** What taking these people out of a team would do. Nothing is decided here: the command decides anew. */
export const reviewTeamMembers = query({
  name: 'reviewTeamMembers',
  permission: 'team.addMembers',
  input: ReviewTeamMembersInput,
  async run({ sql, input, account }) {
    const team = await getTeamRow(sql, input.team)
    const chosen = await chosenOfTeam(sql, { ...input, teamId: team.id })
    const first = chosen.slice(0, NAMED)
    const roles = await sql<{ user_id: string; role: Role }[]>`
      select user_id, role from members where org_id = current_tenant() and ended_at is null
         and user_id = any(${listed(first.map(({ userId }) => userId))}::uuid[])`
    const roleOf = new Map(roles.map(({ user_id, role }) => [user_id, role]))
    return {
      team,
      account: account.handle,
      asOf: team.asOf,
      count: chosen.length,
      people: await losersOf(
        sql,
        team.id,
        first.map((one) => ({ ...one, role: roleOf.get(one.userId) ?? 'team_contributor' })),
      ),
    }
  },
})
export type TeamMembersReview = Awaited<ReturnType<typeof reviewTeamMembers>>

/** What the members of a team lose while it is restricted: everything in the organization but the apps of their restricted teams. */
export const reviewRestriction = query({
  name: 'reviewRestriction',
  permission: 'team.manage',
  input: GetTeamInput,
  async run({ sql, input, account }) {
    const team = await getTeamRow(sql, input.team)
    const inTeam = sql`
      team_members tm join members m on m.org_id = tm.org_id and m.user_id = tm.user_id and m.ended_at is null
                                    and (m.expires_at is null or m.expires_at > now())
       where tm.org_id = current_tenant() and tm.team_id = ${team.id}::uuid and tm.ended_at is null
         and (tm.expires_at is null or tm.expires_at > now())`
    const [[counts], people] = await Promise.all([
      sql<[{ affected: number; admins: number; apps: number; allApps: number }]>`
        select (select count(*)::int from (select from ${inTeam} and m.role <> 'admin' limit ${COUNT_BOUND + 1}) x) as affected,
               (select count(*)::int from (select from ${inTeam} and m.role = 'admin' limit ${COUNT_BOUND + 1}) x) as admins,
               ${liveCount(sql, 'team_apps', team.id)} as apps,
               (select count(*)::int from (select from apps where org_id = current_tenant() and deleted_at is null
                  limit ${COUNT_BOUND + 1}) x) as "allApps"`,
      sql<{ userId: string; name: string; role: Role; apps: string[] }[]>`
        with first as (
          select m.user_id, m.first_name || ' ' || m.last_name as name, m.role, tm.sort_name, tm.id
            from ${inTeam} and m.role <> 'admin' order by tm.sort_name, tm.id limit ${NAMED}
        )
        select f.user_id as "userId", f.name, f.role,
               array(select name from (
                 select distinct p.name from team_members o
                   join teams t on t.org_id = o.org_id and t.id = o.team_id and t.deleted_at is null and not t.is_restricted and t.id <> ${team.id}::uuid
                   join team_apps ta on ta.org_id = o.org_id and ta.team_id = o.team_id and ta.ended_at is null
                                    and (ta.expires_at is null or ta.expires_at > now())
                   join apps p on p.org_id = ta.org_id and p.id = ta.app_id and p.deleted_at is null
                  where f.role = 'team_contributor' and o.org_id = current_tenant() and o.user_id = f.user_id and o.ended_at is null
                    and (o.expires_at is null or o.expires_at > now())
                    and not exists (select from team_apps h where h.org_id = ta.org_id and h.team_id = ${team.id}::uuid and h.app_id = ta.app_id
                                       and h.ended_at is null and (h.expires_at is null or h.expires_at > now()))
                  limit ${LOOKED_UP}) lost order by name) as apps
          from first f order by f.sort_name, f.id`,
    ])
    return {
      team,
      account: account.handle,
      organization: account.name,
      affected: boundedCount(counts.affected),
      admins: boundedCount(counts.admins),
      apps: boundedCount(counts.apps),
      /** How many apps of the organization are not the team's: what those lose who reach all by their role. */
      others: boundedCount(
        counts.allApps > COUNT_BOUND ? counts.allApps : Math.max(0, counts.allApps - counts.apps),
      ),
      people: people.map(
        ({ apps, ...one }): Loser => ({
          ...one,
          apps: apps.slice(0, NAMED_APPS),
          count: apps.length,
          isMore: apps.length === LOOKED_UP,
        }),
      ),
    }
  },
})
export type Restriction = Awaited<ReturnType<typeof reviewRestriction>>

const liveCount = (sql: Connection, table: 'team_members' | 'team_apps', teamId: string) => sql`
  (select count(*)::int from (select from ${sql(table)} where org_id = current_tenant() and team_id = ${teamId}::uuid and ended_at is null
     and (expires_at is null or expires_at > now()) limit ${COUNT_BOUND + 1}) x)`

/** For each of these people the apps that nothing but this team gives them. Whoever reaches all apps by their role loses none. */
async function losersOf(
  sql: Connection,
  teamId: string,
  people: { userId: string; name: string; role: Role }[],
): Promise<Loser[]> {
  const labelers = people.flatMap(({ userId, role }) => (role === 'team_contributor' ? [userId] : []))
  const rows = await sql<{ user_id: string; apps: string[]; isMore: boolean }[]>`
    with first as materialized (
      select ta.app_id, p.name, p.sort_name from team_apps ta join apps p on p.org_id = ta.org_id and p.id = ta.app_id and p.deleted_at is null
       where ta.org_id = current_tenant() and ta.team_id = ${teamId}::uuid and ta.ended_at is null
         and (ta.expires_at is null or ta.expires_at > now())
       order by ta.sort_name, ta.id limit ${LOOKED_UP + 1}
    )
    select u.id as user_id, (select count(*) > ${LOOKED_UP} from first) as "isMore",
           array(select f.name from (select * from first order by sort_name limit ${LOOKED_UP}) f
                  where not exists (
                    select from team_members o join teams t on t.org_id = o.org_id and t.id = o.team_id and t.deleted_at is null
                      join team_apps g on g.org_id = o.org_id and g.team_id = o.team_id and g.app_id = f.app_id and g.ended_at is null
                                      and (g.expires_at is null or g.expires_at > now())
                     where o.org_id = current_tenant() and o.user_id = u.id and o.team_id <> ${teamId}::uuid and o.ended_at is null
                       and (o.expires_at is null or o.expires_at > now()))
                    and not exists (
                    select from collaborators c where c.org_id = current_tenant() and c.app_id = f.app_id and c.user_id = u.id
                       and c.ended_at is null and (c.expires_at is null or c.expires_at > now()))
                  order by f.sort_name) as apps
      from unnest(${listed(labelers)}::uuid[]) u(id)`
  const lost = new Map(rows.map((row) => [row.user_id, row]))
  return people.map((one) => {
    const { apps = [], isMore = false } = lost.get(one.userId) ?? {}
    return { ...one, apps: apps.slice(0, NAMED_APPS), count: apps.length, isMore: isMore && apps.length > 0 }
  })
}

import 'server-only'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { teams } from '@/db/schema'
import { boundedCount, COUNT_BOUND, keyset, pageOf, readCursor } from '@/lib/paging'
import { type Access, can } from '@/lib/permissions/decide'
import type { TeamPermission } from '@/lib/permissions/rules'
import { type QueryContext, query } from '@/lib/query'
import { getTeamRow, seesAll } from './find-team'
import { GetTeamInput, TeamHandle, TeamsSearch } from './schemas'

type Context = QueryContext<TeamsSearch>

const counted = (table: SQL, more: SQL = sql``) => sql<number>`(
  select count(*)::int from (select from ${table} g where g.org_id = teams.org_id and g.team_id = teams.id and g.ended_at is null
     and (g.expires_at is null or g.expires_at > now()) ${more} limit ${COUNT_BOUND + 1}) c)`

/** What a row of the list is made of. People are not counted for those who see nobody in their teams. */
const columns = (withPeople: boolean) => ({
  id: teams.id,
  handle: teams.handle,
  name: teams.name,
  sortName: teams.sortName,
  permission: teams.permission,
  isRestricted: teams.isRestricted,
  createdAt: teams.createdAt,
  createdKey: sql<string>`to_char(${teams.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  members: withPeople ? counted(sql`team_members`) : sql<number | null>`null`,
  apps: withPeople
    ? counted(sql`team_apps`)
    : sql<number>`(select count(*)::int from own_team_apps(teams.id, null, null, null, ${COUNT_BOUND + 1}))`,
})

const SORTS = {
  name: [
    { column: teams.sortName, of: 'text' },
    { column: teams.id, of: 'uuid' },
  ],
  permission: [
    { column: teams.permission, of: 'text' },
    { column: teams.sortName, of: 'text' },
    { column: teams.id, of: 'uuid' },
  ],
  created: [
    { column: teams.createdAt, of: 'instant' },
    { column: teams.id, of: 'uuid' },
  ],
} as const

/** The teams of an organization that the viewer may see, one page of them in keyset order: all of them, or their own. */
export const listTeams = query({
  name: 'listTeams',
  permission: 'team.viewOwn',
  input: TeamsSearch,
  async run(context) {
    const { orm, sql: bare, input, access, account } = context
    const isAll = seesAll(access)
    const order = keyset([...SORTS[input.sort]], input.dir, readCursor(input.cursor))
    const live = and(eq(teams.orgId, account.id), isNull(teams.deletedAt))
    const wanted = and(
      live,
      input.permission && eq(teams.permission, input.permission),
      input.q ? await searched(context, input.q) : undefined,
    )
    const [rows, [total], matching] = await Promise.all([
      orm
        .select(columns(isAll))
        .from(teams)
        .where(and(wanted, order.where))
        .orderBy(...order.orderBy)
        .limit(input.size + 1),
      bare<[{ n: number }]>`
        select count(*)::int as n from (
          select from teams where org_id = ${account.id}::uuid and deleted_at is null limit ${COUNT_BOUND + 1}) t`,
      input.q || input.permission ? countUpTo(context, wanted) : null,
    ])
    const keysOf = (row: (typeof rows)[number]) =>
      input.sort === 'created'
        ? [row.createdKey, row.id]
        : [...(input.sort === 'permission' ? [row.permission] : []), row.sortName, row.id]
    const cut = pageOf(rows, input.size, order.cursor, keysOf)
    return {
      ...cut,
      rows: cut.rows.map(
        ({ sortName: _name, createdKey: _key, members, apps, ...row }): TeamRow => ({
          ...row,
          members: members === null ? null : boundedCount(members),
          apps: boundedCount(apps),
        }),
      ),
      total: boundedCount(total.n),
      matching: boundedCount(matching?.[0]?.n ?? total.n),
      search: input,
      handle: account.handle,
      organization: account.name,
      can: abilities(access),
    }
  },
})

export type TeamsList = Awaited<ReturnType<typeof listTeams>>
export type TeamRow = {
  id: string
  handle: string
  name: string
  permission: TeamPermission
  isRestricted: boolean
  createdAt: Date
  /** Null where the viewer sees nobody in the team. */
  members: ReturnType<typeof boundedCount> | null
  apps: ReturnType<typeof boundedCount>
}

/** One team, with how many are in it and how many apps it has. Throws `not_found` where the viewer sees none of that ID. */
export const getTeam = query({
  name: 'getTeam',
  permission: 'team.viewOwn',
  input: GetTeamInput,
  async run({ sql: bare, input, account, access }) {
    const team = await getTeamRow(bare, input.team)
    const [counts] = seesAll(access)
      ? await bare<[{ members: number; apps: number }]>`
          select (select count(*)::int from (select from team_members where org_id = current_tenant() and team_id = ${team.id}::uuid
                     and ended_at is null and (expires_at is null or expires_at > now()) limit ${COUNT_BOUND + 1}) m) as members,
                 (select count(*)::int from (select from team_apps where org_id = current_tenant() and team_id = ${team.id}::uuid
                     and ended_at is null and (expires_at is null or expires_at > now()) limit ${COUNT_BOUND + 1}) a) as apps`
      : await bare<[{ members: null; apps: number }]>`
          select null as members, (select count(*)::int from own_team_apps(${team.id}::uuid, null, null, null, ${COUNT_BOUND + 1})) as apps`
    return {
      ...team,
      account: account.handle,
      organization: account.name,
      members: counts.members === null ? null : boundedCount(counts.members),
      apps: boundedCount(counts.apps),
      can: abilities(access),
    }
  },
})

export type TeamHead = Awaited<ReturnType<typeof getTeam>>

/** A team to whoever may change it. Throws `not_found` as `getTeam` does. */
export const getManagedTeam = query({
  name: 'getManagedTeam',
  permission: 'team.manage',
  input: GetTeamInput,
  run: async ({ sql: bare, input, account }) => ({
    ...(await getTeamRow(bare, input.team)),
    account: account.handle,
  }),
})

/** Whether a team ID is free in the organization, while somebody types it. */
export const findFreeTeamId = query({
  name: 'findFreeTeamId',
  permission: 'team.manage',
  input: z.object({ handle: z.string().max(200) }),
  async run({ sql: bare, input }) {
    const handle = TeamHandle.safeParse(input.handle)
    if (!handle.success) return { isFree: false }
    const [row] = await bare<[{ isFree: boolean }]>`
      select not exists (select from teams where org_id = current_tenant() and handle = ${handle.data} and deleted_at is null) as "isFree"`
    return row
  },
})

async function searched({ orm }: Context, q: string): Promise<SQL> {
  const [found] = await orm.execute<{ ids: string[] | null }>(sql`select teams_matching(${q}) as ids`)
  if (found?.ids) return found.ids.length > 0 ? inArray(teams.id, found.ids) : sql`false`
  return sql`strpos(${teams.searchText}, ${q.toLowerCase()}) > 0`
}

function countUpTo({ orm }: Context, where: SQL | undefined) {
  const some = orm.select({ one: sql`1` }).from(teams).where(where)
  return orm.select({ n: sql<number>`count(*)::int` }).from(some.limit(COUNT_BOUND + 1).as('c'))
}

export const abilities = (access: Access) => ({
  manage: can(access, 'team.manage'),
  addMembers: can(access, 'team.addMembers'),
  addApps: can(access, 'team.addApps'),
  viewAll: seesAll(access),
  viewEmails: can(access, 'member.viewEmails'),
})
export type TeamAbilities = ReturnType<typeof abilities>

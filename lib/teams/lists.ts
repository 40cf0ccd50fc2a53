import 'server-only'
import { and, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import { apps, members, teamApps, teamMembers } from '@/db/schema'
import { contains } from '@/lib/members/matching'
import { boundedCount, COUNT_BOUND, keyset, pageOf, readCursor } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import type { Role, TeamPermission } from '@/lib/permissions/rules'
import { type QueryContext, query } from '@/lib/query'
import { getTeamRow, seesAll } from './find-team'
import { TeamAppsSearch, TeamMembersSearch } from './schemas'

export type TeamMemberRow = {
  userId: string
  name: string
  picture: string | null
  /** Null where the viewer may not see addresses. */
  email: string | null
  role: Role | null
  since: Date | null
  until: Date | null
  isYou: boolean
  can: { change: boolean }
}

type PeopleContext = QueryContext<TeamMembersSearch>

const byMemberName = [
  { column: teamMembers.sortName, of: 'text' },
  { column: teamMembers.id, of: 'uuid' },
] as const

/** Who is in a team, one page in the order of names; whoever sees nobody there but those whom they lead sees these, and themselves. */
export const listTeamMembers = query({
  name: 'listTeamMembers',
  permission: 'team.viewOwn',
  input: TeamMembersSearch,
  async run(context) {
    const team = await getTeamRow(context.sql, context.input.team)
    return seesAll(context.access) ? everybodyIn(context, team) : thoseInSight(context, team)
  },
})
export type TeamMembersList = Awaited<ReturnType<typeof listTeamMembers>>

async function everybodyIn(context: PeopleContext, team: { id: string }) {
  const { orm, input, access, account, person } = context
  const order = keyset([...byMemberName], input.dir, readCursor(input.cursor))
  const live = and(
    eq(teamMembers.orgId, account.id),
    eq(teamMembers.teamId, team.id),
    isNull(teamMembers.endedAt),
    or(isNull(teamMembers.expiresAt), gt(teamMembers.expiresAt, sql`now()`)),
  )
  const isMember = and(
    eq(members.orgId, teamMembers.orgId),
    eq(members.userId, teamMembers.userId),
    isNull(members.endedAt),
    or(isNull(members.expiresAt), gt(members.expiresAt, sql`now()`)),
  )
  const wanted = and(live, input.q ? await named(context, input.q) : undefined)
  const [rows, counts] = await Promise.all([
    orm
      .select({
        id: teamMembers.id,
        sortName: teamMembers.sortName,
        userId: members.userId,
        firstName: members.firstName,
        lastName: members.lastName,
        picture: members.picture,
        email: members.email,
        role: members.role,
        since: teamMembers.startedAt,
        until: teamMembers.expiresAt,
      })
      .from(teamMembers)
      .innerJoin(members, isMember)
      .where(and(wanted, order.where))
      .orderBy(...order.orderBy)
      .limit(input.size + 1),
    orm.select({ n: sql<number>`count(*)::int` }).from(
      orm
        .select({ one: sql`1`.as('one') })
        .from(teamMembers)
        .innerJoin(members, isMember)
        .where(wanted)
        .limit(COUNT_BOUND + 1)
        .as('c'),
    ),
  ])
  const cut = pageOf(rows, input.size, order.cursor, (row) => [row.sortName, row.id])
  const withAddresses = can(access, 'member.viewEmails')
  return {
    ...cut,
    rows: cut.rows.map(
      (row): TeamMemberRow => ({
        userId: row.userId,
        name: `${row.firstName} ${row.lastName}`,
        picture: row.picture,
        email: withAddresses || row.userId === person.id ? row.email : null,
        role: row.role,
        since: row.since,
        until: row.until,
        isYou: row.userId === person.id,
        can: { change: can(access, 'team.addMembers') },
      }),
    ),
    matching: boundedCount(counts[0]?.n ?? 0),
    search: input,
  }
}

async function named({ orm, access }: PeopleContext, q: string): Promise<SQL> {
  const withAddresses = can(access, 'member.viewEmails')
  const [found] = await orm.execute<{ ids: string[] | null }>(
    sql`select members_matching(${q}, ${withAddresses}) as ids`,
  )
  if (found?.ids) return sql`${members.id} = any(${`{${found.ids.join(',')}}`}::uuid[])`
  return contains(
    withAddresses ? members.searchText : sql`${members.sortName} || ' ' || lower(${members.username})`,
    q,
  )
}

type Mate = { user_id: string; first_name: string; last_name: string; teams: { handle: string }[] }

/** Themselves, and by name those of the team if they lead in it (SQL function `teammates`). */
async function thoseInSight({ sql: bare, person, input }: PeopleContext, team: { handle: string }) {
  const mates = await bare<Mate[]>`select * from teammates()`
  const others = mates.filter(
    ({ user_id, teams }) => user_id !== person.id && teams.some(({ handle }) => handle === team.handle),
  )
  const nameOnly = (userId: string, name: string, isYou: boolean): TeamMemberRow => ({
    ...{ userId, name, isYou, picture: null, email: isYou ? person.email : null, role: null },
    ...{ since: null, until: null, can: { change: false } },
  })
  const rows = [
    nameOnly(person.id, `${person.firstName} ${person.lastName}`, true),
    ...others.map((mate) => nameOnly(mate.user_id, `${mate.first_name} ${mate.last_name}`, false)),
  ].filter(({ name }) => name.toLowerCase().includes(input.q?.toLowerCase() ?? ''))
  return { rows, previous: null, next: null, matching: boundedCount(rows.length), search: input }
}

export type TeamAppRow = {
  appId: string
  handle: string
  name: string
  description: string
  permission: TeamPermission
  since: Date | null
  until: Date | null
  can: { change: boolean }
}

type AppsContext = QueryContext<TeamAppsSearch>

const byAppName = [
  { column: teamApps.sortName, of: 'text' },
  { column: teamApps.id, of: 'uuid' },
] as const

/** What a team may reach, one page in the order of names. */
export const listTeamApps = query({
  name: 'listTeamApps',
  permission: 'team.viewOwn',
  input: TeamAppsSearch,
  async run(context) {
    const team = await getTeamRow(context.sql, context.input.team)
    return seesAll(context.access) ? everyApp(context, team) : ownApps(context, team)
  },
})
export type TeamAppsList = Awaited<ReturnType<typeof listTeamApps>>

async function everyApp({ orm, input, access, account }: AppsContext, team: { id: string }) {
  const order = keyset([...byAppName], input.dir, readCursor(input.cursor))
  const wanted = and(
    eq(teamApps.orgId, account.id),
    eq(teamApps.teamId, team.id),
    isNull(teamApps.endedAt),
    or(isNull(teamApps.expiresAt), gt(teamApps.expiresAt, sql`now()`)),
    input.q ? sql`strpos(${apps.searchText}, ${input.q.toLowerCase()}) > 0` : undefined,
  )
  const isApp = and(eq(apps.orgId, teamApps.orgId), eq(apps.id, teamApps.appId), isNull(apps.deletedAt))
  const [rows, counts] = await Promise.all([
    orm
      .select({
        id: teamApps.id,
        sortName: teamApps.sortName,
        appId: apps.id,
        handle: apps.handle,
        name: apps.name,
        description: apps.description,
        permission: teamApps.permission,
        since: teamApps.startedAt,
        until: teamApps.expiresAt,
      })
      .from(teamApps)
      .innerJoin(apps, isApp)
      .where(and(wanted, order.where))
      .orderBy(...order.orderBy)
      .limit(input.size + 1),
    orm.select({ n: sql<number>`count(*)::int` }).from(
      orm
        .select({ one: sql`1`.as('one') })
        .from(teamApps)
        .innerJoin(apps, isApp)
        .where(wanted)
        .limit(COUNT_BOUND + 1)
        .as('c'),
    ),
  ])
  const cut = pageOf(rows, input.size, order.cursor, (row) => [row.sortName, row.id])
  return {
    ...cut,
    rows: cut.rows.map(
      ({ id: _id, sortName: _sort, ...row }): TeamAppRow => ({
        ...row,
        can: { change: can(access, 'team.addApps') },
      }),
    ),
    matching: boundedCount(counts[0]?.n ?? 0),
    search: input,
  }
}

type OwnApp = {
  id: string
  app_id: string
  handle: string
  name: string
  sort_name: string
  permission: TeamPermission
  until: string | null
}

/** Forward only: the way back is the browser's own. */
async function ownApps({ sql: bare, input }: AppsContext, team: { id: string }) {
  const order = keyset([...byAppName], 'asc', readCursor(input.cursor))
  const [name = null, id = null] = order.cursor?.toward === 'after' ? order.cursor.values : []
  const q = input.q ?? null
  const rows = await bare<OwnApp[]>`
    select * from own_team_apps(${team.id}::uuid, ${q}, ${name}, ${id}::uuid, ${input.size + 1})`
  const [counted] = await bare<[{ n: number }]>`
    select count(*)::int as n from own_team_apps(${team.id}::uuid, ${q}, null, null, ${COUNT_BOUND + 1})`
  const cut = pageOf([...rows], input.size, null, (row) => [row.sort_name, row.id])
  return {
    ...cut,
    rows: cut.rows.map(
      (row): TeamAppRow => ({
        ...{ appId: row.app_id, handle: row.handle, name: row.name, permission: row.permission },
        ...{
          description: '',
          since: null,
          until: row.until ? new Date(row.until) : null,
          can: { change: false },
        },
      }),
    ),
    matching: boundedCount(counted.n),
    search: input,
  }
}

import 'server-only'
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { apps, members, teams } from '@/db/schema'
import { contains } from '@/lib/members/matching'
import { keyset, pageOf, readCursor } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import { query } from '@/lib/query'
import { words } from '@/messages/words'
import { getTeamRow } from './find-team'
import { CandidatesSearch } from './schemas'

/** Somebody or something that could be added to a team, as far as choosing needs to know. */
export type Candidate = {
  id: string
  name: string
  /** What tells two of one name apart: an address, a username, an ID. */
  second: string
  picture: string | null
  isIn: boolean
}
export type Candidates = { rows: Candidate[]; next: string | null }

const SIZE = 25

/** The members of the organization by name, a page of them, each with whether they are in the team already. */
export const findTeamMemberCandidates = query({
  name: 'findTeamMemberCandidates',
  permission: 'team.addMembers',
  input: CandidatesSearch,
  async run({ orm, sql: bare, input, account, access }): Promise<Candidates> {
    const team = await getTeamRow(bare, input.team)
    const withAddresses = can(access, 'member.viewEmails')
    const order = keyset(
      [
        { column: members.sortName, of: 'text' },
        { column: members.id, of: 'uuid' },
      ],
      'asc',
      readCursor(input.cursor),
    )
    const found = input.q
      ? (
          await bare<[{ ids: string[] | null }]>`select members_matching(${input.q}, ${withAddresses}) as ids`
        )[0].ids
      : null
    const matches = !input.q
      ? undefined
      : found
        ? sql`${members.id} = any(${`{${found.join(',')}}`}::uuid[])`
        : contains(
            withAddresses
              ? members.searchText
              : sql`${members.sortName} || ' ' || lower(${members.username})`,
            input.q,
          )
    const rows = await orm
      .select({
        id: members.userId,
        memberId: members.id,
        sortName: members.sortName,
        firstName: members.firstName,
        lastName: members.lastName,
        username: members.username,
        email: members.email,
        picture: members.picture,
        isIn: sql<boolean>`exists (select from team_members tm where tm.org_id = members.org_id and tm.team_id = ${team.id}::uuid
          and tm.user_id = members.user_id and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now()))`,
      })
      .from(members)
      .where(
        and(
          eq(members.orgId, account.id),
          isNull(members.endedAt),
          or(isNull(members.expiresAt), gt(members.expiresAt, sql`now()`)),
          matches,
          order.where,
        ),
      )
      .orderBy(...order.orderBy)
      .limit(SIZE + 1)
    const cut = pageOf(rows, SIZE, order.cursor, (row) => [row.sortName, row.memberId])
    return {
      next: cut.next,
      rows: cut.rows.map((row) => ({
        id: row.id,
        name: `${row.firstName} ${row.lastName}`,
        second: withAddresses ? row.email : row.username,
        picture: row.picture,
        isIn: row.isIn,
      })),
    }
  },
})

/** The same of the organization's apps. */
export const findTeamAppCandidates = query({
  name: 'findTeamAppCandidates',
  permission: 'team.addApps',
  input: CandidatesSearch,
  async run({ orm, sql: bare, input, account }): Promise<Candidates> {
    const team = await getTeamRow(bare, input.team)
    const order = keyset(
      [
        { column: apps.sortName, of: 'text' },
        { column: apps.id, of: 'uuid' },
      ],
      'asc',
      readCursor(input.cursor),
    )
    const rows = await orm
      .select({
        id: apps.id,
        name: apps.name,
        sortName: apps.sortName,
        second: apps.handle,
        isIn: sql<boolean>`exists (select from team_apps ta where ta.org_id = apps.org_id and ta.team_id = ${team.id}::uuid
          and ta.app_id = apps.id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now()))`,
      })
      .from(apps)
      .where(
        and(
          eq(apps.orgId, account.id),
          isNull(apps.deletedAt),
          input.q ? sql`strpos(${apps.searchText}, ${input.q.toLowerCase()}) > 0` : undefined,
          order.where,
        ),
      )
      .orderBy(...order.orderBy)
      .limit(SIZE + 1)
    const cut = pageOf(rows, SIZE, order.cursor, (row) => [row.sortName, row.id])
    return {
      next: cut.next,
      rows: cut.rows.map(({ sortName: _name, ...row }) => ({ ...row, picture: null })),
    }
  },
})

/** The teams of the organization by name, a page of them: what an invitation may join. */
export const findTeamChoices = query({
  name: 'findTeamChoices',
  permission: 'team.addMembers',
  input: CandidatesSearch,
  async run({ orm, input, account }): Promise<Candidates> {
    const order = keyset(
      [
        { column: teams.sortName, of: 'text' },
        { column: teams.id, of: 'uuid' },
      ],
      'asc',
      readCursor(input.cursor),
    )
    const rows = await orm
      .select({
        id: teams.id,
        name: teams.name,
        handle: teams.handle,
        sortName: teams.sortName,
        isRestricted: teams.isRestricted,
      })
      .from(teams)
      .where(
        and(
          eq(teams.orgId, account.id),
          isNull(teams.deletedAt),
          input.q ? sql`strpos(${teams.searchText}, ${input.q.toLowerCase()}) > 0` : undefined,
          order.where,
        ),
      )
      .orderBy(...order.orderBy)
      .limit(SIZE + 1)
    const cut = pageOf(rows, SIZE, order.cursor, (row) => [row.sortName, row.id])
    return {
      next: cut.next,
      rows: cut.rows.map(({ id, name, handle, isRestricted }) => ({
        ...{ id, name, picture: null, isIn: false },
        second: isRestricted ? words('teams.invited.restricted', { id: handle }) : handle,
      })),
    }
  },
})

import 'server-only'
import type { Role } from '@/lib/permissions/rules'
import { type QueryContext, query } from '@/lib/query'
import { chosenMembers, partChosen, type Refused } from './choosing'
import { listed, type Membership } from './memberships'
import { ReviewMembersInput } from './schemas'

/** Whom a review names; the others are counted. */
const NAMED = 20
const NAMED_TEAMS = 5

export type ReviewedPerson = {
  userId: string
  name: string
  email: string
  role: Role
  teams: string[]
  /** On how many apps they were given something themselves. */
  apps: number
}

/** What would end with the change. Teams and apps only where people are removed. */
export type Losses = { teams: number; teamNames: string[]; apps: number; invitations: number }

type Context = QueryContext<ReviewMembersInput>

/**
 * What would happen if this were done to everybody who was chosen: whom it concerns, whom not and why, what they lose. Counted whole
 * and not up to a bound, since what is asked for would touch as many. Nothing is decided here: the command decides anew.
 */
export const reviewMembers = query({
  name: 'reviewMembers',
  permission: 'member.manage',
  input: ReviewMembersInput,
  async run(context) {
    const { orm, sql, account, person, input } = context
    const [chosen, [counted]] = await Promise.all([
      chosenMembers(orm, account.id, input),
      sql<[{ admins: number; asOf: string }]>`
        select to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "asOf", (select count(*)::int from members where org_id = current_tenant() and ended_at is null
                                    and role = 'admin' and expires_at is null) as admins`,
    ])
    const newRole = input.do === 'role' ? (input.newRole ?? null) : null
    const parted = partChosen(chosen, { userId: person.id, admins: counted.admins }, newRole)
    // Which Admins stay is known once it is known which role is given.
    const isOpen = input.do === 'role' && newRole === null
    const refused = isOpen ? parted.refused.filter(({ why }) => why === 'yourself') : parted.refused
    const spared = new Set(refused.map(({ userId }) => userId))
    const affected = isOpen ? chosen.filter(({ userId }) => !spared.has(userId)) : parted.affected
    return {
      handle: account.handle,
      organization: account.name,
      do: input.do,
      newRole,
      asOf: counted.asOf,
      count: affected.length,
      people: await named(context, affected.slice(0, NAMED)),
      refused: refused.slice(0, NAMED) satisfies Refused[],
      refusedCount: refused.length,
      losses: await lossesOf(context, affected),
    }
  },
})

export type MembersReview = Awaited<ReturnType<typeof reviewMembers>>

async function named({ sql }: Context, people: Membership[]): Promise<ReviewedPerson[]> {
  const rows = await sql<{ user_id: string; teams: string[]; apps: number }[]>`
    select u.id as user_id,
           (select coalesce(array_agg(t.name order by t.name), '{}') from team_members tm
              join teams t on t.org_id = tm.org_id and t.id = tm.team_id and t.deleted_at is null
             where tm.org_id = current_tenant() and tm.user_id = u.id and tm.ended_at is null) as teams,
           (select count(*)::int from collaborators c
             where c.org_id = current_tenant() and c.user_id = u.id and c.ended_at is null) as apps
      from unnest(${listed(people.map(({ userId }) => userId))}::uuid[]) u(id)`
  const held = new Map(rows.map((row) => [row.user_id, row]))
  return people.map(({ userId, name, email, role }) => {
    const { teams = [], apps = 0 } = held.get(userId) ?? {}
    return { userId, name, email, role, teams, apps }
  })
}

async function lossesOf({ sql, input }: Context, affected: Membership[]): Promise<Losses> {
  const isRemoval = input.do === 'remove'
  const inviters = isRemoval ? affected : affected.filter(({ role }) => role === 'admin')
  const ids = (people: Membership[]) => listed(people.map(({ userId }) => userId))
  const [lost] = await sql<[Omit<Losses, 'teams'> & { teams: number }]>`
    with left_teams as (
      select distinct tm.team_id from team_members tm
       where ${isRemoval} and tm.org_id = current_tenant() and tm.ended_at is null and tm.user_id = any(${ids(affected)}::uuid[])
    ), named_teams as (
      select t.name from left_teams l join teams t on t.org_id = current_tenant() and t.id = l.team_id and t.deleted_at is null
    )
    select (select count(*)::int from named_teams) as teams,
           (select coalesce(array_agg(n.name order by n.name), '{}')
              from (select name from named_teams order by name limit ${NAMED_TEAMS}) n) as "teamNames",
           (select count(distinct c.app_id)::int from collaborators c
             where ${isRemoval} and c.org_id = current_tenant() and c.ended_at is null and c.user_id = any(${ids(affected)}::uuid[])) as apps,
           (select count(*)::int from invitations i
             where i.org_id = current_tenant() and i.state = 'pending' and i.invited_by = any(${ids(inviters)}::uuid[])) as invitations`
  return lost
}

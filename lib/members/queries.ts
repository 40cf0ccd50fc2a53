import 'server-only'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { members } from '@/db/schema'
import { boundedCount, COUNT_BOUND, keyset, pageOf, readCursor } from '@/lib/paging'
import { type Access, can } from '@/lib/permissions/decide'
import { type QueryContext, query } from '@/lib/query'
import { boundedDeparted, type DepartedCount, departedCount } from './departed-count'
import { peopleInSight } from './in-sight'
import { isNotExpired, matchesFilter } from './matching'
import { keysOf, orderFor, SORTS } from './order'
import { memberColumns, shown } from './rows'
import { MembersSearch } from './schemas'

type Context = QueryContext<MembersSearch>

/**
 * The members of an organization that the viewer may see, one page of them in keyset order. Contributors
 * and Organization Users see names, roles and teams; Admins addresses too; everybody else themselves and the people of teams
 * they lead.
 */
export const listMembers = query({
  name: 'listMembers',
  permission: 'organization.view',
  input: MembersSearch,
  run: (context) => (can(context.access, 'member.view') ? listEverybody(context) : listThoseInSight(context)),
})

async function listEverybody(context: Context) {
  const { orm, input, access, account } = context
  const withAddresses = can(access, 'member.viewEmails')
  const sort = orderFor(input, withAddresses)
  const order = keyset([...SORTS[sort]], input.dir, readCursor(input.cursor))
  const live = and(eq(members.orgId, account.id), isNull(members.endedAt), isNotExpired)
  const wanted = and(live, await matchesFilter(orm, input, withAddresses))
  const isNarrowed = Boolean(input.q || input.role || input.status)
  const page = orm
    .select(memberColumns)
    .from(members)
    .where(and(wanted, order.where))
    .orderBy(...order.orderBy)
    .limit(input.size + 1)
  const [rows, counts, matching] = await Promise.all([
    // Prepared, which spares planning; but not for a search, whose text differs with what it has found.
    input.q ? page : page.prepare('members').execute(),
    countAll(context),
    isNarrowed ? countUpTo(context, wanted) : null,
  ])
  const cut = pageOf(rows, input.size, order.cursor, (row) => keysOf(row, sort))
  return {
    ...cut,
    rows: cut.rows.map((row) => shown(row, context, withAddresses, counts.admins < 2)),
    total: boundedCount(counts.total),
    matching: boundedCount(matching?.[0]?.n ?? counts.total),
    /** Null where the viewer may not see invitations. */
    pending: counts.pending === null ? null : boundedCount(counts.pending),
    /** Null where the viewer may not bring anybody back. */
    departed: counts.departed && boundedDeparted(counts.departed),
    search: { ...input, sort },
    can: abilities(access),
  }
}

type Counts = { total: number; pending: number | null; departed: DepartedCount | null; admins: number }

/** How many live members and open invitations there are, none counted past the bound, and whether a second Admin stays for good. */
async function countAll({ sql: bare, account, access }: Context): Promise<Counts> {
  const [counts] = await bare<[Counts]>`
    select (select count(*)::int from (
              select from members where org_id = ${account.id}::uuid and ended_at is null
                 and (expires_at is null or expires_at > now()) limit ${COUNT_BOUND + 1}) live) as total,
           case when ${can(access, 'invitation.view')} then (select count(*)::int from (
              select from invitations where org_id = ${account.id}::uuid and state = 'pending' limit ${COUNT_BOUND + 1}) open) end as pending,
           case when ${can(access, 'member.manage')} then ${departedCount(bare, account.id)} end as departed,
           (select count(*)::int from (
              select from members where org_id = ${account.id}::uuid and ended_at is null and role = 'admin'
                 and expires_at is null limit 2) staying) as admins`
  return counts
}

function countUpTo({ orm }: Context, where: SQL | undefined) {
  const some = orm.select({ one: sql`1` }).from(members).where(where)
  return orm.select({ n: sql<number>`count(*)::int` }).from(some.limit(COUNT_BOUND + 1).as('c'))
}

async function listThoseInSight(context: Context) {
  const { access, input } = context
  const everybody = await peopleInSight(context)
  const q = input.q?.toLowerCase()
  const rows = q ? everybody.filter((row) => row.name.toLowerCase().includes(q)) : everybody
  return {
    rows,
    previous: null,
    next: null,
    total: boundedCount(everybody.length),
    matching: boundedCount(rows.length),
    pending: null,
    departed: null,
    search: input,
    can: abilities(access),
  }
}

/** What the viewer may do on the page as a whole, and see in it. */
const abilities = (access: Access) => ({
  invite: can(access, 'member.manage'),
  viewInvitations: can(access, 'invitation.view'),
  viewEveryone: can(access, 'member.view'),
  viewEmails: can(access, 'member.viewEmails'),
  viewTeams: can(access, 'team.viewOwn'),
})

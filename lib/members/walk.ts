import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '@/db/schema'
import { ROLE_KEYS } from '@/db/schema/members'
import { keyset, pageOf, readCursor } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import { query } from '@/lib/query'
import { isStorable } from '@/lib/storable'
import { peopleInSight } from './in-sight'
import { isNotExpired, matchesFilter } from './matching'
import { SORTS } from './order'

const Walk = z.object({
  q: z.string().trim().max(100).refine(isStorable).optional(),
  role: z.enum(ROLE_KEYS).optional(),
  size: z.number().int().min(1).max(1000),
  cursor: z.string().max(2000).optional(),
})

const columns = {
  id: members.id,
  userId: members.userId,
  username: members.username,
  firstName: members.firstName,
  lastName: members.lastName,
  email: members.email,
  sortName: members.sortName,
  role: members.role,
  joinedAt: members.joinedAt,
  until: members.expiresAt,
}

/**
 * The members that the viewer may see, by name, as a program walks through them: the same people as `listMembers` shows, and of each no more;
 * without counts, teams and what may be done with them.
 */
export const walkMembers = query({
  name: 'walkMembers',
  permission: 'organization.view',
  input: Walk,
  async run(context) {
    const { orm, input, access, account, person } = context
    if (!can(access, 'member.view')) return { rows: await inSight(context), next: null }
    const withAddresses = can(access, 'member.viewEmails')
    const order = keyset([...SORTS.name], 'asc', readCursor(input.cursor))
    const live = and(eq(members.orgId, account.id), isNull(members.endedAt), isNotExpired)
    const filter = { q: input.q || undefined, role: input.role, status: undefined }
    const page = orm
      .select(columns)
      .from(members)
      .where(and(live, await matchesFilter(orm, filter, withAddresses), order.where))
      .orderBy(...order.orderBy)
      .limit(input.size + 1)
    const found = await (input.q ? page : page.prepare('walkMembers').execute())
    const { rows, next } = pageOf(found, input.size, order.cursor, (row) => [row.sortName, row.id])
    return {
      rows: rows.map(({ sortName: _, ...row }) => ({
        ...row,
        email: withAddresses || row.userId === person.id ? row.email : null,
      })),
      next,
    }
  },
})
export type WalkedMember = Awaited<ReturnType<typeof walkMembers>>['rows'][number]

/** As themselves, and by name those of teams they lead: without a page, since they are few. */
async function inSight(context: Parameters<typeof peopleInSight>[0] & { input: z.output<typeof Walk> }) {
  const q = context.input.q?.toLowerCase() ?? ''
  const everybody = await peopleInSight(context)
  return everybody
    .filter(
      ({ name, role }) =>
        name.toLowerCase().includes(q) && (!context.input.role || role === context.input.role),
    )
    .map(({ id, userId, username, name, email, role, joinedAt, until }) => {
      const [firstName = '', ...rest] = name.split(' ')
      return { id, userId, username, firstName, lastName: rest.join(' '), email, role, joinedAt, until }
    })
}

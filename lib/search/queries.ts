import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { members } from '@/db/schema'
import { peopleInSight } from '@/lib/members/in-sight'
import { isNotExpired, matchesFilter } from '@/lib/members/matching'
import { can } from '@/lib/permissions/decide'
import { type QueryContext, query } from '@/lib/query'
import { SearchInput } from './schemas'

export type FoundPerson = { userId: string; name: string; second: string | null }

const SHOWN = 8

/**
 * The members of an organization whose name (for who may see addresses: or e-mail) holds `q`, by name, at most eight: whom the viewer
 * may see on the Members page.
 */
export const findPeople = query({
  name: 'findPeople',
  permission: 'organization.view',
  input: SearchInput,
  async run(context): Promise<FoundPerson[]> {
    const { access, input } = context
    if (input.q === '') return []
    if (can(access, 'member.view')) return amongEverybody(context)
    const q = input.q.toLowerCase()
    const seen = (await peopleInSight(context)).filter(({ name }) => name.toLowerCase().includes(q))
    return seen
      .slice(0, SHOWN)
      .map(({ userId, name, email, username }) => ({ userId, name, second: email ?? username }))
  },
})

async function amongEverybody({ orm, access, account, person, input }: QueryContext<{ q: string }>) {
  const withAddresses = can(access, 'member.viewEmails')
  const live = and(eq(members.orgId, account.id), isNull(members.endedAt), isNotExpired)
  const rows = await orm
    .select({
      userId: members.userId,
      firstName: members.firstName,
      lastName: members.lastName,
      username: members.username,
      email: members.email,
    })
    .from(members)
    .where(and(live, await matchesFilter(orm, { q: input.q }, withAddresses)))
    .orderBy(members.sortName, members.id)
    .limit(SHOWN)
  return rows.map(({ userId, firstName, lastName, username, email }) => ({
    userId,
    name: `${firstName} ${lastName}`,
    second: withAddresses || userId === person.id ? email : username,
  }))
}

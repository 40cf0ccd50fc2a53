import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { members } from '@/db/schema'
import type { CsvColumn } from '@/lib/csv'
import { download } from '@/lib/download'
import { csvFile } from '@/lib/download-format'
import { keyset } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import { roleLabel } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { isNotExpired, matchesFilter } from './matching'
import { keysOf, orderFor, SORTS } from './order'
import { memberColumns } from './rows'
import { MembersSearch } from './schemas'

type Row = {
  firstName: string
  lastName: string
  email: string
  username: string
  role: Parameters<typeof roleLabel>[0]
  teams: { name: string }[]
  joinedAt: Date
  lastActiveAt: Date | null
  until: Date | null
  id: string
  sortName: string
  sortEmail: string
  joinedKey: string
}

/** The members of an organization as CSV, with the filters and in the order of the page; only the columns that the viewer may see. */
export const exportMembers = download({
  name: 'exportMembers',
  permission: 'member.view',
  input: MembersSearch,
  file: ({ account, access }) => ({
    name: `${account.handle} members`,
    format: csvFile<Row>(columnsFor(can(access, 'member.viewEmails'))),
  }),
  async rows({ orm, account, access, input }, after, size) {
    const withAddresses = can(access, 'member.viewEmails')
    const sort = orderFor(input, withAddresses)
    const past = after && { toward: 'after' as const, values: keysOf(after, sort) }
    const order = keyset([...SORTS[sort]], input.dir, past)
    const live = and(eq(members.orgId, account.id), isNull(members.endedAt), isNotExpired)
    return orm
      .select(memberColumns)
      .from(members)
      .where(and(live, await matchesFilter(orm, input, withAddresses), order.where))
      .orderBy(...order.orderBy)
      .limit(size)
  },
  audit: ({ q, role, status }) => ({
    event: 'members.exported',
    after: { q: q ?? null, role: role ?? null, status: status ?? null },
  }),
})

function columnsFor(withAddresses: boolean): CsvColumn<Row>[] {
  const columns: (CsvColumn<Row> | false)[] = [
    { head: words('members.export.name'), cell: ({ firstName, lastName }) => `${firstName} ${lastName}` },
    withAddresses && { head: words('members.export.email'), cell: ({ email }) => email },
    { head: words('members.export.username'), cell: ({ username }) => username },
    { head: words('members.export.role'), cell: ({ role }) => roleLabel(role) },
    { head: words('members.export.teams'), cell: ({ teams }) => teams.map(({ name }) => name).join('; ') },
    { head: words('members.export.joined'), cell: ({ joinedAt }) => joinedAt },
    { head: words('members.export.ends'), cell: ({ until }) => until },
    withAddresses && { head: words('members.export.lastActive'), cell: ({ lastActiveAt }) => lastActiveAt },
  ]
  return columns.filter((column) => column !== false)
}

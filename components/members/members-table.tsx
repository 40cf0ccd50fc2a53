'use client'

import { UsersRound } from 'lucide-react'
import { useMemo } from 'react'
import type { MembersSearch } from '@/lib/members/schemas'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { BoundedCount } from '@/lib/paging'
import { ROLES } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { DataTable } from '../data-table/data-table'
import type { TableFilter } from '../data-table/filter-bar'
import { counted } from '../organizations/count-words'
import { EmptyState } from '../ui/empty-state'
import { ExportLink } from './export-link'
import { type MembersAbilities, memberColumns } from './member-columns'
import { MemberOverlays, useMemberOverlays } from './member-overlays'
import { unpackRows } from './member-row'
import { roleIcons } from './role-tag'
import { useBulk } from './use-bulk'

type MembersTableProps = {
  account: string
  organization: string
  /** From `packRows`. */
  packedRows: string
  search: MembersSearch
  previous: string | null
  next: string | null
  total: BoundedCount
  matching: BoundedCount
  can: MembersAbilities
}

/** The members of an organization, as many as the viewer may see. One menu and one dialog serve all rows. */
export function MembersTable(props: MembersTableProps) {
  const { account, organization, packedRows, search, previous, next, total, matching, can } = props
  const rows = useMemo(() => unpackRows(packedRows), [packedRows])
  const overlays = useMemberOverlays()
  const [selection, bulk] = useBulk(account, matching)
  const columns = memberColumns({ account, can, open: overlays.open, warm: overlays.warm })
  return (
    <>
      <DataTable
        label={words('members.membersTable.organizationMembers')}
        columns={columns}
        rows={rows}
        icons={roleIcons}
        rowId={(row) => row.userId}
        url={{ path: `/${account}/members`, params: paramsOf(search) }}
        sort={can.viewEveryone ? { id: search.sort, dir: search.dir } : undefined}
        search={{
          label: can.viewEmails
            ? words('members.membersTable.searchByNameOrEMail')
            : words('members.membersTable.searchByName'),
        }}
        filters={can.viewEveryone ? filters() : []}
        paging={
          can.viewEveryone
            ? { previous, next, size: search.size, sizes: PAGE_SIZES, total: said(matching, total) }
            : undefined
        }
        empty={<EmptyState icon={<UsersRound />} title={words('members.membersTable.nobodyIsHere')} />}
        selection={can.invite ? selection : undefined}
        tools={can.viewEveryone ? <ExportLink account={account} search={search} /> : undefined}
      />
      {bulk}
      <MemberOverlays account={account} organization={organization} {...overlays} />
    </>
  )
}

const filters = (): TableFilter[] => [
  {
    name: 'role',
    label: words('members.membersTable.filters.role'),
    all: words('members.membersTable.filters.allRoles'),
    options: ROLES.map(({ key, label }) => ({ value: key, label })),
  },
  {
    name: 'status',
    label: words('members.membersTable.filters.access'),
    all: words('members.membersTable.filters.anyAccess'),
    options: [
      { value: 'permanent', label: words('members.membersTable.filters.withoutEndDate') },
      { value: 'ending', label: words('members.membersTable.filters.withEndDate') },
    ],
  },
]

function paramsOf({ size, ...search }: MembersSearch): Record<string, string | undefined> {
  return { ...search, size: String(size) }
}

function said(matching: BoundedCount, total: BoundedCount): string {
  const all = counted(total, 'members')
  return matching.count === total.count
    ? all
    : words('table.matchesOf', { matches: counted(matching, 'matches'), all })
}

'use client'

import { MailPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InvitationRow } from '@/lib/invitations/queries'
import type { InvitationsSearch } from '@/lib/invitations/schemas'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { BoundedCount } from '@/lib/paging'
import { ROLES } from '@/lib/permissions/roles'
import { DataTable } from '../data-table/data-table'
import type { TableFilter } from '../data-table/filter-bar'
import { counted } from '../organizations/count-words'
import { EmptyState } from '../ui/empty-state'
import { invitationColumns } from './invitation-columns'
import { InvitationOverlays, useInvitationOverlays } from './invitation-overlays'

type InvitationsTableProps = {
  account: string
  organization: string
  rows: InvitationRow[]
  search: InvitationsSearch
  previous: string | null
  next: string | null
  total: BoundedCount
  matching: BoundedCount
  invite: ReactNode
}

/** The open invitations, expired ones too. One dialog serves all rows. */
export function InvitationsTable(props: InvitationsTableProps) {
  const { account, organization, rows, search, previous, next, total, matching, invite } = props
  const overlays = useInvitationOverlays(account)
  const url = { path: `/${account}/members/invitations`, params: paramsOf(search) }
  return (
    <>
      <DataTable
        label="Pending invitations"
        columns={invitationColumns({ url, act: overlays.act, warm: overlays.warm })}
        rows={rows}
        rowId={(row) => row.id}
        url={url}
        sort={{ id: search.sort, dir: search.dir }}
        search={{ label: 'Search by e-mail' }}
        filters={filters}
        paging={{ previous, next, size: search.size, sizes: PAGE_SIZES, total: said(matching, total) }}
        empty={
          <EmptyState icon={<MailPlus />} title="No invitation is waiting" action={invite}>
            Whom you invite stands here until they accept or decline.
          </EmptyState>
        }
      />
      <InvitationOverlays account={account} organization={organization} {...overlays} />
    </>
  )
}

const filters: TableFilter[] = [
  {
    name: 'role',
    label: 'Role',
    all: 'All roles',
    options: ROLES.map(({ key, label }) => ({ value: key, label })),
  },
  {
    name: 'status',
    label: 'Status',
    all: 'Any status',
    options: [
      { value: 'pending', label: 'Pending' },
      { value: 'expired', label: 'Expired' },
    ],
  },
]

function paramsOf({ size, ...search }: InvitationsSearch): Record<string, string | undefined> {
  return { ...search, size: String(size) }
}

function said(matching: BoundedCount, total: BoundedCount): string {
  const all = counted(total, 'invitation', 'invitations')
  return matching.count === total.count ? all : `${counted(matching, 'matches', 'match')} of ${all}`
}

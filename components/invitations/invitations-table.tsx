'use client'

import { MailPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InvitationRow } from '@/lib/invitations/queries'
import type { InvitationsSearch } from '@/lib/invitations/schemas'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { BoundedCount } from '@/lib/paging'
import { ROLES } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { DataTable } from '../data-table/data-table'
import type { TableFilter } from '../data-table/filter-bar'
import { useReview } from '../invitation-batches/use-review'
import { counted } from '../organizations/count-words'
import { EmptyState } from '../ui/empty-state'
import { invitationColumns } from './invitation-columns'
import { InvitationOverlays, useInvitationOverlays } from './invitation-overlays'
import { manyInvitations } from './many-invitations'

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
  /** The parameter by which boxes stand there without JavaScript. */
  select: string | undefined
  tools: ReactNode
}

/** The open invitations, expired ones too. One dialog serves all rows. */
export function InvitationsTable(props: InvitationsTableProps) {
  const { account, organization, rows, search, previous, next, total, matching, invite, select, tools } =
    props
  const overlays = useInvitationOverlays(account)
  const review = useReview(account)
  const url = { path: `/${account}/members/invitations`, params: { ...paramsOf(search), select } }
  return (
    <>
      <DataTable
        label={words('invitations.invitationsTable.pendingInvitations')}
        columns={invitationColumns({ url, act: overlays.act, warm: overlays.warm })}
        rows={rows}
        rowId={(row) => row.id}
        url={url}
        sort={{ id: search.sort, dir: search.dir }}
        search={{ label: words('invitations.invitationsTable.searchByEMail') }}
        filters={filters()}
        paging={{ previous, next, size: search.size, sizes: PAGE_SIZES, total: said(matching, total) }}
        tools={tools}
        selection={manyInvitations(account, matching, review.onAct)}
        empty={
          <EmptyState
            icon={<MailPlus />}
            title={words('invitations.invitationsTable.noInvitationIsWaiting')}
            action={invite}
          >
            {words('invitations.invitationsTable.whomYouInviteStandsHereUntil')}
          </EmptyState>
        }
      />
      {review.panel}
      <InvitationOverlays account={account} organization={organization} {...overlays} />
    </>
  )
}

const filters = (): TableFilter[] => [
  {
    name: 'role',
    label: words('invitations.invitationsTable.filters.role'),
    all: words('invitations.invitationsTable.filters.allRoles'),
    options: ROLES.map(({ key, label }) => ({ value: key, label })),
  },
  {
    name: 'status',
    label: words('invitations.invitationsTable.filters.status'),
    all: words('invitations.invitationsTable.filters.anyStatus'),
    options: [
      { value: 'pending', label: words('invitations.invitationsTable.filters.pending') },
      { value: 'expired', label: words('invitations.invitationsTable.filters.expired') },
    ],
  },
]

function paramsOf({ size, ...search }: InvitationsSearch): Record<string, string | undefined> {
  return { ...search, size: String(size) }
}

function said(matching: BoundedCount, total: BoundedCount): string {
  const all = counted(total, 'invitations')
  return matching.count === total.count
    ? all
    : words('table.matchesOf', { matches: counted(matching, 'matches'), all })
}

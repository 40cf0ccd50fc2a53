'use client'

import { Handshake } from 'lucide-react'
import type { Collaboration } from '@/lib/collaborations/queries'
import type { CollaborationsSearch } from '@/lib/collaborations/schemas'
import { PAGE_SIZES } from '@/lib/page-sizes'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { Time } from '../ui/time'

type Row = Omit<Collaboration, 'scopes'>
type TableProps = {
  account: string
  rows: Row[]
  search: CollaborationsSearch
  previous: string | null
  next: string | null
}

/** The apps of others that one collaborates on. */
export function CollaborationsTable({ account, rows, search, previous, next }: TableProps) {
  const { size, ...rest } = search
  return (
    <DataTable
      label={words('collaborations.list.label')}
      columns={columnsFor(account)}
      rows={rows}
      rowId={(row) => row.id}
      url={{ path: `/${account}/collaborations`, params: { ...rest, size: String(size) } }}
      sort={{ id: search.sort, dir: search.dir }}
      search={{ label: words('collaborations.list.search') }}
      paging={{ previous, next, size, sizes: PAGE_SIZES }}
      empty={
        <EmptyState icon={<Handshake />} title={words('collaborations.list.emptyTitle')}>
          {words('collaborations.list.empty')}
        </EmptyState>
      }
    />
  )
}

function columnsFor(account: string): Column<Row>[] {
  return [
    { id: 'app', header: words('collaborations.list.app'), isTitle: true, isSortable: true, cell: app },
    { id: 'owner', header: words('collaborations.list.owner'), cell: ({ owner }) => owner },
    { id: 'scopes', header: words('collaborations.list.scopes'), cell: ({ says }) => says },
    {
      id: 'since',
      header: words('collaborations.list.since'),
      isSortable: true,
      cell: ({ since }) => <Time at={since} />,
    },
    { id: 'until', header: words('collaborations.list.until'), isSortable: true, cell: until },
    { id: 'by', header: words('collaborations.list.by'), cell: ({ by }) => by ?? '' },
    {
      id: 'actions',
      header: words('collaborations.list.actions'),
      align: 'end',
      cardLabel: null,
      cell: (row) => actions(account, row),
    },
  ]
}

const app = ({ app, href }: Row) => (
  <Link className="font-medium hover:underline" href={href}>
    {app}
  </Link>
)

/** The end of an access, or that it has none. */
export const until = ({ until }: { until: Date | null }) =>
  until ? (
    <Time at={until} show="date" />
  ) : (
    <span className="text-muted">{words('collaborations.list.noEnd')}</span>
  )

const actions = (account: string, { id, app }: Row) => (
  <span className="inline-flex flex-wrap justify-end gap-2">
    <LinkButton
      size="sm"
      href={`/${account}/security/tokens?q=${encodeURIComponent(app)}`}
      aria-label={words('collaborations.list.tokenFor', { app })}
    >
      {words('collaborations.list.token')}
    </LinkButton>
    <LinkButton
      size="sm"
      href={`/${account}/collaborations/${id}/leave`}
      aria-label={words('collaborations.list.leaveWhich', { app })}
    >
      {words('collaborations.list.leave')}
    </LinkButton>
  </span>
)

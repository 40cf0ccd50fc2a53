'use client'

import { Handshake } from 'lucide-react'
import type { OutsideCollaborator } from '@/lib/collaborations/outside'
import type { CollaborationsSearch } from '@/lib/collaborations/schemas'
import { PAGE_SIZES } from '@/lib/page-sizes'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { Avatar } from '../ui/avatar'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { Time } from '../ui/time'
import { until } from './collaborations-table'

type Row = Omit<OutsideCollaborator, 'scopes'>
type TableProps = {
  account: string
  organization: string
  rows: Row[]
  search: CollaborationsSearch
  previous: string | null
  next: string | null
}

/** Collaborators who are no members, and what each of them reaches. */
export function OutsideTable({ account, organization, rows, search, previous, next }: TableProps) {
  const { size, q, cursor } = search
  return (
    <DataTable
      label={words('collaborations.outside.label')}
      columns={columns()}
      rows={rows}
      rowId={(row) => row.id}
      url={{ path: `/${account}/collaborations`, params: { q, cursor, size: String(size) } }}
      search={{ label: words('collaborations.outside.search') }}
      paging={{ previous, next, size, sizes: PAGE_SIZES }}
      empty={
        <EmptyState icon={<Handshake />} title={words('collaborations.outside.emptyTitle')}>
          {words('collaborations.outside.empty', { organization })}
        </EmptyState>
      }
    />
  )
}

const columns = (): Column<Row>[] => [
  { id: 'person', header: words('collaborations.outside.person'), isTitle: true, cell: person },
  { id: 'app', header: words('collaborations.list.app'), cell: app },
  { id: 'scopes', header: words('collaborations.list.scopes'), cell: ({ says }) => says },
  { id: 'since', header: words('collaborations.list.since'), cell: ({ since }) => <Time at={since} /> },
  { id: 'until', header: words('collaborations.list.until'), cell: until },
  { id: 'by', header: words('collaborations.list.by'), cell: ({ by }) => by ?? '' },
]

const person = ({ userId, name, email, picture }: Row) => (
  <span className="person">
    <Avatar id={userId} name={name} picture={picture} />
    <span className="person__name">{name}</span>
    <span className="person__second">{email}</span>
  </span>
)

const app = ({ app, href }: Row) => (
  <Link className="hover:underline" href={href}>
    {app}
  </Link>
)

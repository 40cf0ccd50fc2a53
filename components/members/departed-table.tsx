'use client'

import { RotateCcw, UserMinus } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { DepartedRow } from '@/lib/members/departed'
import type { RemovedSearch } from '@/lib/members/schemas'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { BoundedCount } from '@/lib/paging'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import type { Selection } from '../data-table/selection'
import { countWords } from '../organizations/count-words'
import { announce } from '../ui/announce'
import { Avatar } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { SheetIcon } from '../ui/icon-sheet'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { RoleTag, roleIcons } from './role-tag'

type TableProps = {
  account: string
  organization: string
  rows: DepartedRow[]
  search: RemovedSearch
  previous: string | null
  next: string | null
  total: BoundedCount
  matching: BoundedCount
}

/** Those who were removed or left, the latest first. */
export function DepartedTable({ account, organization, rows, search, ...props }: TableProps) {
  const { previous, next, total, matching } = props
  const { size, ...rest } = search
  const selection = useReturns(account, matching)
  return (
    <DataTable
      label={words('members.departed.title')}
      columns={departedColumns(account)}
      selection={selection}
      rows={rows}
      icons={roleIcons}
      rowId={(row) => row.userId}
      url={{ path: `/${account}/members/removed`, params: { ...rest, sort: 'when', size: String(size) } }}
      sort={{ id: 'when', dir: search.dir }}
      search={{ label: words('members.departed.search') }}
      paging={{ previous, next, size, sizes: PAGE_SIZES, total: said(matching, total) }}
      empty={
        <EmptyState icon={<UserMinus />} title={words('members.departed.empty')}>
          {words('members.departed.emptyHint', { organization })}
        </EmptyState>
      }
    />
  )
}

/** Whom the review of a page can name in its address. */
const MOST = 150

/** Bringing back several at once: to the page that reviews it. */
function useReturns(account: string, matching: BoundedCount): Selection<DepartedRow> {
  const router = useRouter()
  const reviewPath = `/${account}/members/removed/review`
  return {
    idOf: ({ userId, can }) => (can.reinstate ? userId : null),
    nameOf: ({ name }) => name,
    kind: 'members',
    matching,
    takesAll: false,
    filters: [],
    reviewPath,
    actions: [
      {
        id: 'reinstate',
        label: words('members.departed.reinstate'),
        icon: <RotateCcw aria-hidden="true" />,
      },
    ],
    onAct: (_action, { ids = '' }) => {
      if (ids.split(',').length <= MOST) return router.push(`${reviewPath}?ids=${ids}` as Route) // a page of ours
      const title = words('members.departed.tooMany', { max: MOST })
      toast({ title, tone: 'warning' })
      announce(title)
    },
  }
}

function departedColumns(account: string): Column<DepartedRow>[] {
  return [
    { id: 'name', header: words('members.departed.name'), isTitle: true, cell: person },
    {
      id: 'role',
      header: words('members.departed.role'),
      cell: ({ role }) => <RoleTag role={role} icon={<SheetIcon name={role} />} />,
    },
    { id: 'how', header: words('members.departed.how'), cell: how },
    {
      id: 'when',
      header: words('members.departed.when'),
      align: 'end',
      isSortable: true,
      cell: ({ endedAt }) => <Time at={endedAt} />,
    },
    {
      id: 'actions',
      header: words('members.departed.actions'),
      align: 'end',
      cardLabel: null,
      cell: (row) => actions(account, row),
    },
  ]
}

function person({ userId, name, email }: DepartedRow) {
  return (
    <span className="person">
      <Avatar id={userId} name={name} />
      <span className="person__name">{name}</span>
      <span className="person__second">{email}</span>
    </span>
  )
}

function how({ removedBy, isAccountDeleted, can }: DepartedRow) {
  if (isAccountDeleted) return words('members.departed.accountDeleted')
  if (can.invite) return words('members.departed.left')
  return removedBy
    ? words('members.departed.removedBy', { name: removedBy })
    : words('members.departed.removed')
}

function actions(account: string, { userId, name, email, can }: DepartedRow) {
  if (can.reinstate)
    return (
      <LinkButton
        size="sm"
        href={`/${account}/members/removed/review?ids=${userId}`}
        aria-label={words('members.departed.reinstateWho', { name })}
      >
        {words('members.departed.reinstate')}
      </LinkButton>
    )
  if (!can.invite) return null
  return (
    <LinkButton
      size="sm"
      href={`/${account}/members/invite?email=${encodeURIComponent(email)}`}
      aria-label={words('members.departed.inviteWho', { name })}
    >
      {words('members.departed.invite')}
    </LinkButton>
  )
}

function said(matching: BoundedCount, total: BoundedCount): string {
  const all = words('members.departed.total', { count: exact(total), shown: countWords(total) })
  if (matching.count === total.count) return all
  const [count, shown] = [exact(matching), countWords(matching)]
  return words('members.departed.matching', { count, shown, total: all })
}

/** Past the bound it is many, however many. */
const exact = ({ count, isMore }: BoundedCount) => (isMore ? count + 1 : count)

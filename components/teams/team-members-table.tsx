'use client'

import { CalendarClock, UserMinus, UserRound, UsersRound } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { TeamMembersList } from '@/lib/teams/lists'
import type { TeamHead } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { RoleTag, roleIcons } from '../members/role-tag'
import { counted } from '../organizations/count-words'
import { Avatar } from '../ui/avatar'
import { buttonClass } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Dots, SheetIcon } from '../ui/icon-sheet'
import type { MenuItem } from '../ui/menu-item'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import type { PersonRow } from './rows'
import { untilCell } from './until-cell'
import { RowMenu, useRowMenu } from './use-row-menu'
import { useTeamBulk } from './use-team-bulk'

type TeamMembersTableProps = {
  team: Pick<TeamHead, 'id' | 'account' | 'handle' | 'name' | 'can'>
  rows: PersonRow[]
  list: Omit<TeamMembersList, 'rows'>
  add?: ReactNode
}

/** Who is in a team, as far as the viewer may see them. */
export function TeamMembersTable({ team, rows, list, add }: TeamMembersTableProps) {
  const { search, matching, previous, next } = list
  const path = `/${team.account}/teams/${team.handle}`
  const row = useRowMenu<PersonRow>()
  const { selection, ask, overlay } = useTeamBulk(team, matching)
  const { size, team: _team, ...params } = search
  const { viewAll, addMembers } = team.can
  return (
    <>
      <DataTable
        label={words('teams.members.label', { team: team.name })}
        columns={memberColumns(path, team, row.open)}
        rows={rows}
        icons={roleIcons}
        rowId={(one) => one.userId}
        url={{ path, params: { ...params, size: String(size) } }}
        sort={viewAll ? { id: 'name', dir: search.dir } : undefined}
        search={{ label: words('teams.members.search') }}
        paging={
          viewAll
            ? { previous, next, size, sizes: PAGE_SIZES, total: counted(matching, 'members') }
            : undefined
        }
        empty={
          <EmptyState icon={<UsersRound />} title={words('teams.members.empty')} action={add}>
            {words(addMembers ? 'teams.members.emptyText' : 'teams.members.emptyTextView')}
          </EmptyState>
        }
        selection={addMembers ? selection : undefined}
      />
      {overlay}
      {row.row ? (
        <RowMenu
          of={row}
          label={words('teams.members.actionsFor', { name: row.row.name })}
          items={menuItems(team.account, path, row.row)}
          onSelect={({ id }) => {
            if (id === 'remove' && row.row) ask({ ids: row.row.userId })
          }}
        />
      ) : null}
    </>
  )
}

function menuItems(account: string, path: string, { userId }: PersonRow): MenuItem[] {
  return [
    {
      id: 'view',
      label: words('teams.members.view'),
      icon: <UserRound aria-hidden="true" />,
      href: `/${account}/members/${userId}`,
    },
    {
      id: 'until',
      label: words('teams.until.change'),
      icon: <CalendarClock aria-hidden="true" />,
      href: `${path}/members/${userId}`,
    },
    {
      id: 'remove',
      label: words('teams.members.remove'),
      icon: <UserMinus aria-hidden="true" />,
      isDanger: true,
    },
  ]
}

type Open = (row: PersonRow, event: MouseEvent<HTMLAnchorElement>) => void

function memberColumns(
  path: string,
  { can }: TeamMembersTableProps['team'],
  open: Open,
): Column<PersonRow>[] {
  const columns: (Column<PersonRow> | false)[] = [
    {
      id: 'name',
      header: words('members.memberColumns.name'),
      isTitle: true,
      isSortable: can.viewAll,
      cell: person,
    },
    can.viewAll && {
      id: 'role',
      header: words('members.memberColumns.role'),
      cell: ({ role }) => (role ? <RoleTag role={role} icon={<SheetIcon name={role} />} /> : null),
    },
    can.viewAll && {
      id: 'since',
      header: words('teams.since'),
      align: 'end',
      cell: ({ since }) => (since ? <Time at={since} show="date" /> : null),
    },
    can.viewAll && {
      id: 'until',
      header: words('teams.until.header'),
      align: 'end',
      cell: ({ until }) => untilCell(until),
    },
    can.addMembers && {
      id: 'actions',
      header: words('members.memberColumns.actions'),
      isActions: true,
      cell: (row) => (
        <a
          href={`${path}/members/${row.userId}`}
          className={buttonClass({ variant: 'ghost', size: 'sm', isIconOnly: true })}
          aria-haspopup="menu"
          aria-label={words('teams.members.actionsFor', { name: row.name })}
          onClick={(event) => open(row, event)}
        >
          <Dots />
        </a>
      ),
    },
  ]
  return columns.filter((column) => column !== false)
}

function person({ userId, name, picture, email, isYou }: PersonRow) {
  return (
    <span className="person">
      <Avatar id={userId} name={name} picture={picture} />
      <span className="person__name">
        {name}
        {isYou ? <Tag>{words('members.memberColumns.you')}</Tag> : null}
      </span>
      {email ? <span className="person__second">{email}</span> : null}
    </span>
  )
}

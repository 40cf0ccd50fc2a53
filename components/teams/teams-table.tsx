'use client'

import { ShieldHalf, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { PAGE_SIZES } from '@/lib/page-sizes'
import { TEAM_PERMISSIONS } from '@/lib/permissions/roles'
import type { TeamsList } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { counted, countWords } from '../organizations/count-words'
import { EmptyState } from '../ui/empty-state'
import { SheetIcon } from '../ui/icon-sheet'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import { PermissionTag, permissionIcons } from './permission-tag'

type Row = Omit<TeamsList['rows'][number], 'createdAt'> & { createdAt: Date | string }
type TeamsTableProps = {
  account: string
  rows: Row[]
  list: Omit<TeamsList, 'rows' | 'handle' | 'organization'>
  /** The first thing to do where there is none. */
  create?: ReactNode
}

/** The teams of an organization, as many as the viewer may see. */
export function TeamsTable({ account, rows, list, create }: TeamsTableProps) {
  const { search, total, matching, previous, next, can } = list
  const { size, ...params } = search
  return (
    <DataTable
      label={words('teams.list.label')}
      columns={teamColumns(account, can.viewAll)}
      rows={rows}
      icons={{ ...permissionIcons, restricted: ShieldHalf }}
      rowId={(row) => row.id}
      url={{ path: `/${account}/teams`, params: { ...params, size: String(size) } }}
      sort={{ id: search.sort, dir: search.dir }}
      search={{ label: words('teams.list.search') }}
      filters={[
        {
          name: 'permission',
          label: words('teams.list.permission'),
          all: words('teams.list.anyPermission'),
          options: TEAM_PERMISSIONS.map(({ key, label }) => ({ value: key, label })),
        },
      ]}
      paging={{
        previous,
        next,
        size,
        sizes: PAGE_SIZES,
        total:
          matching.count === total.count
            ? counted(total, 'teams')
            : words('table.matchesOf', {
                matches: counted(matching, 'matches'),
                all: counted(total, 'teams'),
              }),
      }}
      empty={
        <EmptyState
          icon={<UsersRound />}
          title={words(can.viewAll ? 'teams.list.empty' : 'teams.list.emptyOwn')}
          action={create}
        >
          {words(
            can.manage
              ? 'teams.list.emptyText'
              : can.viewAll
                ? 'teams.list.emptyTextView'
                : 'teams.list.emptyOwnText',
          )}
        </EmptyState>
      }
    />
  )
}

function teamColumns(account: string, viewAll: boolean): Column<Row>[] {
  const columns: (Column<Row> | false)[] = [
    {
      id: 'name',
      header: words('teams.list.name'),
      isTitle: true,
      isSortable: true,
      cell: ({ name, handle, isRestricted }) => (
        <span className="team-name">
          <a href={`/${account}/teams/${handle}`} className="team-name__link">
            {name}
          </a>
          {isRestricted ? (
            <Tag
              tone="warning"
              size="sm"
              icon={<SheetIcon name="restricted" />}
              title={words('teams.restricted.short')}
            >
              {words('teams.restricted.label')}
            </Tag>
          ) : null}
          <code className="team-name__id">{handle}</code>
        </span>
      ),
    },
    {
      id: 'permission',
      header: words('teams.list.defaultPermission'),
      isSortable: true,
      cell: ({ permission }) => (
        <PermissionTag permission={permission} icon={<SheetIcon name={permission} />} />
      ),
    },
    viewAll && {
      id: 'members',
      header: words('teams.list.members'),
      align: 'end',
      cell: ({ members }) => (members ? countWords(members) : null),
    },
    { id: 'apps', header: words('teams.list.apps'), align: 'end', cell: ({ apps }) => countWords(apps) },
    {
      id: 'created',
      header: words('teams.list.created'),
      align: 'end',
      isSortable: true,
      cell: ({ createdAt }) => <Time at={createdAt} show="date" />,
    },
  ]
  return columns.filter((column) => column !== false)
}

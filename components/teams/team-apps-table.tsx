'use client'

import { Boxes, CalendarClock, LayoutGrid, SquareArrowOutUpRight, Trash2 } from 'lucide-react'
import { type MouseEvent, type ReactNode, startTransition } from 'react'
import type { ActionState } from '@/lib/action-state'
import { PAGE_SIZES } from '@/lib/page-sizes'
import type { TeamPermission } from '@/lib/permissions/roles'
import { changeTeamAppAction, removeTeamAppsAction } from '@/lib/teams/actions'
import type { TeamAppsList } from '@/lib/teams/lists'
import type { TeamHead } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { counted } from '../organizations/count-words'
import { announce } from '../ui/announce'
import { buttonClass } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Dots, SheetIcon } from '../ui/icon-sheet'
import type { MenuItem } from '../ui/menu-item'
import { formOf } from '../ui/shown-to'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { usePanel } from '../ui/use-panel'
import { PermissionTag, permissionIcons, permissionInfo } from './permission-tag'
import { offerRestore } from './restore-form'
import type { AppRow } from './rows'
import { untilCell } from './until-cell'
import { RowMenu, useRowMenu } from './use-row-menu'

const loadPermissions = () => import('./permission-menu-panel').then((module) => module.PermissionMenuPanel)

type TeamAppsTableProps = {
  team: Pick<TeamHead, 'id' | 'account' | 'handle' | 'name' | 'can'>
  rows: AppRow[]
  list: Omit<TeamAppsList, 'rows'>
  add?: ReactNode
}

/** What a team may reach, with the permission of each app, changed right there. */
export function TeamAppsTable({ team, rows, list, add }: TeamAppsTableProps) {
  const { search, matching, previous, next } = list
  const path = `/${team.account}/teams/${team.handle}/apps`
  const row = useRowMenu<AppRow>()
  const permissions = usePanel(loadPermissions, row.toPage)
  const { size, team: _team, ...params } = search
  const choose = (permission: TeamPermission) => {
    permissions.close()
    if (row.row && permission !== row.row.permission) change(team, row.row.appId, permission)
  }
  const open = {
    menu: row.open,
    permission: (of: AppRow, event: MouseEvent<HTMLAnchorElement>) => {
      if (row.take(of, event)) permissions.open()
    },
  }
  return (
    <>
      <DataTable
        label={words('teams.apps.label', { team: team.name })}
        columns={appColumns(path, team, open)}
        rows={rows}
        icons={{ ...permissionIcons, app: Boxes }}
        rowId={(one) => one.appId}
        url={{ path, params: { ...params, size: String(size) } }}
        sort={team.can.viewAll ? { id: 'name', dir: search.dir } : undefined}
        search={{ label: words('teams.apps.search') }}
        paging={{ previous, next, size, sizes: PAGE_SIZES, total: counted(matching, 'apps') }}
        empty={
          <EmptyState icon={<LayoutGrid />} title={words('teams.apps.empty')} action={add}>
            {words(team.can.addApps ? 'teams.apps.emptyText' : 'teams.apps.emptyTextView')}
          </EmptyState>
        }
      />
      {row.row ? (
        <RowMenu
          of={row}
          label={words('teams.apps.actionsFor', { app: row.row.name })}
          items={menuItems(team.account, path, row.row)}
          onSelect={({ id }) => {
            if (id === 'remove' && row.row) remove(team, row.row)
          }}
        />
      ) : null}
      {row.row && permissions.Panel ? (
        <permissions.Panel
          label={words('teams.apps.permissionOf', { app: row.row.name })}
          current={row.row.permission}
          anchor={row.anchor}
          isOpen={permissions.isOpen}
          onClose={permissions.close}
          onChoose={choose}
        />
      ) : null}
    </>
  )
}

type Team = TeamAppsTableProps['team']

function change(team: Team, appId: string, permission: TeamPermission) {
  const form = formOf({ account: team.account, teamId: team.id, appId, permission })
  startTransition(async () => say(await changeTeamAppAction({ status: 'idle' }, form)))
}

/** At once, since it can be undone. */
function remove(team: Team, { appId, name }: AppRow) {
  const form = formOf({ account: team.account, teams: team.id, apps: appId, teamHandle: team.handle })
  startTransition(async () => {
    const answer = await removeTeamAppsAction({ status: 'idle' }, form)
    if (answer.status !== 'ok') return say(answer)
    const title = words('teams.said.appsRemoved', { count: 1, name })
    announce(title)
    offerRestore(team.account, title, { teamId: team.id, change: answer.result.change })
  })
}

function say(answer: ActionState<unknown>) {
  const said = answer.status === 'idle' ? '' : (answer.message ?? '')
  toast({ title: said, tone: answer.status === 'ok' ? 'success' : 'danger' })
  announce(said)
}

function menuItems(account: string, path: string, { handle }: AppRow): MenuItem[] {
  return [
    {
      id: 'open',
      label: words('teams.apps.open'),
      icon: <SquareArrowOutUpRight aria-hidden="true" />,
      href: `/${account}/apps/${handle}`,
    },
    {
      id: 'until',
      label: words('teams.until.change'),
      icon: <CalendarClock aria-hidden="true" />,
      href: `${path}/${handle}`,
    },
    { id: 'remove', label: words('teams.apps.remove'), icon: <Trash2 aria-hidden="true" />, isDanger: true },
  ]
}

type Open = Record<'menu' | 'permission', (row: AppRow, event: MouseEvent<HTMLAnchorElement>) => void>

function appColumns(path: string, { account, can }: Team, open: Open): Column<AppRow>[] {
  const columns: (Column<AppRow> | false)[] = [
    {
      id: 'name',
      header: words('teams.apps.app'),
      isTitle: true,
      isSortable: can.viewAll,
      cell: ({ name, handle }) => (
        <span className="team-name">
          <a href={`/${account}/apps/${handle}`} className="team-name__link">
            {name}
          </a>
          <code className="team-name__id">{handle}</code>
        </span>
      ),
    },
    {
      id: 'permission',
      header: words('teams.apps.permission'),
      cell: (row) =>
        row.can.change ? (
          <a
            href={`${path}/${row.handle}`}
            className="role-button"
            aria-haspopup="menu"
            aria-label={words('teams.apps.permissionIs', {
              app: row.name,
              permission: permissionInfo(row.permission).label,
            })}
            onClick={(event) => open.permission(row, event)}
          >
            <SheetIcon name={row.permission} />
            {permissionInfo(row.permission).label}
          </a>
        ) : (
          <PermissionTag permission={row.permission} icon={<SheetIcon name={row.permission} />} />
        ),
    },
    can.viewAll && {
      id: 'since',
      header: words('teams.since'),
      align: 'end',
      cell: ({ since }) => (since ? <Time at={since} show="date" /> : null),
    },
    {
      id: 'until',
      header: words('teams.until.header'),
      align: 'end',
      cell: ({ until }) => untilCell(until),
    },
    can.addApps && {
      id: 'actions',
      header: words('members.memberColumns.actions'),
      isActions: true,
      cell: (row) => (
        <a
          href={`${path}/${row.handle}`}
          className={buttonClass({ variant: 'ghost', size: 'sm', isIconOnly: true })}
          aria-haspopup="menu"
          aria-label={words('teams.apps.actionsFor', { app: row.name })}
          onClick={(event) => open.menu(row, event)}
        >
          <Dots />
        </a>
      ),
    },
  ]
  return columns.filter((column) => column !== false)
}

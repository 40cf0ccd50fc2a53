import type { MouseEvent } from 'react'
import { richWords, words } from '@/messages/words'
import type { Column } from '../data-table/column'
import { Avatar } from '../ui/avatar'
import { buttonClass } from '../ui/button'
import { Dots, SheetIcon } from '../ui/icon-sheet'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import type { MemberRow } from './member-row'
import { RoleTag, roleInfo } from './role-tag'

export type MembersAbilities = {
  viewEveryone: boolean
  viewEmails: boolean
  viewTeams: boolean
  invite: boolean
}

type Means = {
  account: string
  can: MembersAbilities
  open: (overlay: 'role' | 'menu', row: MemberRow, event: MouseEvent<HTMLAnchorElement>) => void
  warm: () => void
}

/** What a row of the members table shows. Where something can be done it is a link to the page that also does it without JavaScript. */
export function memberColumns(means: Means): Column<MemberRow>[] {
  const { can } = means
  const columns: (Column<MemberRow> | false)[] = [
    {
      id: 'name',
      header: words('members.memberColumns.name'),
      isTitle: true,
      isSortable: can.viewEveryone,
      cell: person,
    },
    {
      id: 'role',
      header: words('members.memberColumns.role'),
      isSortable: can.viewEveryone,
      cell: (row) => role(row, means),
    },
    { id: 'teams', header: words('members.memberColumns.teams'), cell: (row) => teams(row.teams, means) },
    can.viewEmails && {
      id: 'active',
      header: words('members.memberColumns.lastActive'),
      align: 'end',
      cell: (row) =>
        row.lastActiveAt ? (
          <Time at={row.lastActiveAt} />
        ) : (
          <span className="text-muted">{words('members.memberColumns.never')}</span>
        ),
    },
    {
      id: 'joined',
      header: words('members.memberColumns.joined'),
      align: 'end',
      isSortable: can.viewEveryone,
      cell: (row) => (row.joinedAt ? joined(row, row.joinedAt) : null),
    },
    {
      id: 'actions',
      header: words('members.memberColumns.actions'),
      isActions: true,
      cell: (row) => actions(row, means),
    },
  ]
  return columns.filter((column) => column !== false)
}

// Called and not rendered: a component costs the server more than what these draw.

function person({ userId, name, picture, email, username, isYou }: MemberRow) {
  const second = email ?? username
  return (
    <span className="person">
      <Avatar id={userId} name={name} picture={picture} />
      <span className="person__name">
        {name}
        {isYou ? <Tag>{words('members.memberColumns.you')}</Tag> : null}
      </span>
      {second ? <span className="person__second">{second}</span> : null}
    </span>
  )
}

function role(row: MemberRow, { account, open, warm }: Means) {
  const { role, id, userId, name, can } = row
  if (!role) return null
  if (!can.changeRole || !id) return <RoleTag role={role} icon={<SheetIcon name={role} />} />
  const { label } = roleInfo(role)
  return (
    <a
      href={`/${account}/members/${userId}`}
      className="role-button"
      aria-haspopup="menu"
      aria-label={words('members.memberColumns.roleOfChangeIt', { name, label })}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={(event) => open('role', row, event)}
    >
      <SheetIcon name={role} />
      {label}
    </a>
  )
}

const SHOWN_TEAMS = 2

function teams(teams: MemberRow['teams'], { account, can }: Means) {
  if (teams.length === 0) return null
  const rest = teams.slice(SHOWN_TEAMS)
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {teams.slice(0, SHOWN_TEAMS).map((team) => (
        <TeamLink key={team.handle} href={can.viewTeams ? `/${account}/teams/${team.handle}` : null}>
          {team.name}
        </TeamLink>
      ))}
      {rest.length > 0 ? (
        <Tag title={rest.map((team) => team.name).join(', ')}>
          {words('members.memberColumns.andMore', { length: rest.length })}
        </Tag>
      ) : null}
    </span>
  )
}

function TeamLink({ href, children }: { href: string | null; children: string }) {
  if (!href) return <Tag>{children}</Tag>
  return (
    <a href={href} className="tag tag--link">
      {children}
    </a>
  )
}

function joined({ until }: MemberRow, at: Date | string) {
  if (!until) return <Time at={at} />
  return (
    <span
      className="grid justify-items-end"
      title={words('members.memberColumns.thisMembershipEndsByItself')}
    >
      <Time at={at} />
      <span className="text-xs leading-4 font-medium whitespace-nowrap text-warning-soft-foreground">
        {richWords('members.memberColumns.until', { date: <Time at={until} show="date" /> })}
      </span>
    </span>
  )
}

const MENU = buttonClass({ variant: 'ghost', size: 'sm', isIconOnly: true })

function actions(row: MemberRow, { account, open, warm }: Means) {
  const { id, userId, name, isYou } = row
  if (!id) return null // of whom only the name may be seen
  return (
    <a
      href={`/${account}/members/${userId}`}
      className={MENU}
      aria-haspopup="menu"
      aria-label={
        isYou
          ? words('members.memberColumns.actionsForYourself')
          : words('members.memberColumns.actionsFor', { name })
      }
      onPointerEnter={warm}
      onFocus={warm}
      onClick={(event) => open('menu', row, event)}
    >
      <Dots />
    </a>
  )
}

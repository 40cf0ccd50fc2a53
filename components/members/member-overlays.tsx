'use client'

import { type MouseEvent, type RefObject, startTransition, useRef, useState } from 'react'
import type { ActionState } from '@/lib/action-state'
import { changeMemberRoleAction } from '@/lib/members/actions'
import type { Role } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { loadDialog } from '../ui/dialog-link'
import type { MenuItem } from '../ui/menu-item'
import { formOf } from '../ui/shown-to'
import { toast } from '../ui/toast'
import { usePanel } from '../ui/use-panel'
import { LeaveForm } from './leave-form'
import { copyOf, menuItems } from './member-menu'
import type { MemberRow } from './member-row'
import { RemoveForm } from './remove-form'
import { offerUndo } from './undo-form'

type Overlays = ReturnType<typeof useMemberOverlays>

const loadRoleMenu = () => import('./role-menu-panel').then((module) => module.RoleMenuPanel)
const loadMenu = () => import('../ui/menu-panel').then((module) => module.MenuPanel)

/** One role menu, one actions menu and one dialog for all rows of a table, fetched when somebody reaches for them. */
export function useMemberOverlays() {
  const [row, setRow] = useState<MemberRow | null>(null)
  const anchor = useRef<HTMLAnchorElement | null>(null)
  const toPage = () => {
    if (anchor.current) location.assign(anchor.current.href)
  }
  const roles = usePanel(loadRoleMenu, toPage)
  const menu = usePanel(loadMenu, toPage)
  const dialog = usePanel(loadDialog, toPage)
  const open = (which: 'role' | 'menu', of: MemberRow, event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    event.currentTarget.focus() // where the focus returns to; Safari does not focus links that are clicked
    anchor.current = event.currentTarget
    setRow(of)
    if (which === 'role') roles.open()
    else menu.open()
  }
  const warm = () => {
    roles.warm()
    menu.warm()
  }
  return { row, anchor, roles, menu, dialog, open, warm }
}

/** What opens over the table: the choice of a role, the actions of a row, and the question before somebody goes. */
export function MemberOverlays({
  account,
  organization,
  row,
  anchor,
  roles,
  menu,
  dialog,
}: { account: string; organization: string } & Overlays) {
  if (!row) return null
  const choose = (role: Role) => {
    roles.close()
    if (row.id && role !== row.role) changeRole(account, row.id, role)
  }
  const act = (item: MenuItem) => {
    if (item.id === 'role') roles.open()
    else if (item.id === 'leave' || item.id === 'remove') dialog.open()
    else copyOf(item.id, row)
  }
  return (
    <>
      {roles.Panel ? (
        <roles.Panel
          name={row.name}
          current={row.role}
          anchor={anchor}
          isOpen={roles.isOpen}
          onClose={roles.close}
          onChoose={choose}
        />
      ) : null}
      {menu.Panel ? (
        <menu.Panel
          label={words('members.menu.actionsFor', { name: row.name })}
          items={menuItems(account, row)}
          anchor={
            anchor as RefObject<HTMLElement | null> as RefObject<HTMLButtonElement | null> /* the panel only measures it and gives it the focus back */
          }
          isOpen={menu.isOpen}
          onClose={menu.close}
          onSelect={act}
        />
      ) : null}
      {dialog.Panel ? (
        <dialog.Panel
          title={
            row.isYou
              ? words('members.menu.leaveTitle', { organization })
              : words('members.menu.removeTitle', { organization, name: row.name })
          }
          isAlert
          isOpen={dialog.isOpen}
          onClose={dialog.close}
        >
          {row.isYou ? (
            <LeaveForm account={account} organization={organization} teams={row.teams.length} />
          ) : (
            <RemoveForm
              account={account}
              organization={organization}
              member={row}
              onSuccess={({ name, change }) => offerUndo(account, { change, done: 1, names: [name] })}
            />
          )}
        </dialog.Panel>
      ) : null}
    </>
  )
}

function changeRole(account: string, memberId: string, role: Role) {
  const form = formOf({ account, memberId, role })
  startTransition(async () => {
    const answer: ActionState<unknown> = await changeMemberRoleAction({ status: 'idle' }, form)
    const said = answer.status === 'idle' ? '' : (answer.message ?? '')
    toast({ title: said, tone: answer.status === 'ok' ? 'success' : 'danger' })
    announce(said)
  })
}

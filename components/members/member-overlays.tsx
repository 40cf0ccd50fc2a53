'use client'

import { LogOut, UserMinus } from 'lucide-react'
import { type MouseEvent, type RefObject, startTransition, useRef, useState } from 'react'
import type { ActionState } from '@/lib/action-state'
import { changeMemberRoleAction } from '@/lib/members/actions'
import type { Role } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { loadDialog } from '../ui/dialog-link'
import type { MenuItem } from '../ui/menu-item'
import { toast } from '../ui/toast'
import { usePanel } from '../ui/use-panel'
import { LeaveForm } from './leave-form'
import type { MemberRow } from './member-row'
import { RemoveForm } from './remove-form'

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
          label={words('members.memberOverlays.actionsFor', { name: row.name })}
          items={[actionOf(row)]}
          anchor={
            anchor as RefObject<HTMLElement | null> as RefObject<HTMLButtonElement | null> /* the panel only measures it and gives it the focus back */
          }
          isOpen={menu.isOpen}
          onClose={menu.close}
          onSelect={dialog.open}
        />
      ) : null}
      {dialog.Panel ? (
        <dialog.Panel
          title={
            row.isYou
              ? words('members.memberOverlays.leave', { organization })
              : words('members.memberOverlays.removeFrom', { name: row.name, organization })
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
              onSuccess={() => toast(words('members.memberOverlays.wasRemoved', { name: row.name }))}
            />
          )}
        </dialog.Panel>
      ) : null}
    </>
  )
}

function actionOf(row: MemberRow): MenuItem {
  if (row.isYou)
    return {
      id: 'leave',
      label: words('members.memberOverlays.leaveOrganization'),
      icon: <LogOut aria-hidden="true" />,
      isDanger: true,
      disabledReason: row.can.leave ? undefined : (row.why ?? undefined),
    }
  return {
    id: 'remove',
    label: words('members.memberOverlays.removeFromOrganization'),
    icon: <UserMinus aria-hidden="true" />,
    isDanger: true,
  }
}

function changeRole(account: string, memberId: string, role: Role) {
  const form = new FormData()
  form.set('account', account)
  form.set('memberId', memberId)
  form.set('role', role)
  startTransition(async () => {
    const answer: ActionState<unknown> = await changeMemberRoleAction({ status: 'idle' }, form)
    const words = answer.status === 'idle' ? '' : (answer.message ?? '')
    toast({ title: words, tone: answer.status === 'ok' ? 'success' : 'danger' })
    announce(words)
  })
}

'use client'

import { AtSign, Copy, LogOut, UserCog, UserMinus, UserRound } from 'lucide-react'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { copyText } from '../ui/copy-button'
import type { MenuItem } from '../ui/menu-item'
import { toast } from '../ui/toast'
import type { MemberRow } from './member-row'

/** What can be done with one member. The member's page shows the same. */
export function menuItems(
  account: string,
  { userId, email, username, can, isYou, why }: MemberRow,
): MenuItem[] {
  const items: (MenuItem | false)[] = [
    {
      id: 'view',
      label: words(isYou ? 'members.menu.viewSelf' : 'members.menu.view'),
      icon: <UserRound aria-hidden="true" />,
      href: `/${account}/members/${userId}`,
    },
    can.changeRole && {
      id: 'role',
      label: words('members.menu.changeRole'),
      icon: <UserCog aria-hidden="true" />,
    },
    email !== null && {
      id: 'email',
      label: words('members.menu.copyEmail'),
      icon: <AtSign aria-hidden="true" />,
    },
    username !== null && {
      id: 'id',
      label: words('members.menu.copyId'),
      icon: <Copy aria-hidden="true" />,
    },
    isYou && {
      id: 'leave',
      label: words('members.menu.leave'),
      icon: <LogOut aria-hidden="true" />,
      isDanger: true,
      disabledReason: can.leave ? undefined : (why ?? undefined),
    },
    !isYou &&
      (can.remove || why !== null) && {
        id: 'remove',
        label: words('members.menu.remove'),
        icon: <UserMinus aria-hidden="true" />,
        isDanger: true,
        disabledReason: can.remove ? undefined : (why ?? undefined),
      },
  ]
  return items.filter((item) => item !== false)
}

/** Copies what the line of the menu names, and says so. */
export async function copyOf(id: string, { name, email, username }: MemberRow): Promise<void> {
  const value = id === 'email' ? email : id === 'id' ? username : null
  if (value === null) return
  const worked = await copyText(value)
  const what = words(id === 'email' ? 'members.menu.email' : 'members.menu.id', { name })
  const said = words(worked ? 'members.menu.copied' : 'members.menu.notCopied', { what })
  toast({ title: said, tone: worked ? 'success' : 'warning' })
  announce(said)
}

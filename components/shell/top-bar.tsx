'use client'

import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { Link } from '../ui/link'
import type { AccountRow } from './account-list'
import { AccountSwitcher } from './account-switcher'
import type { PlaceLink, Viewer } from './contract'
import { Mark } from './mark'
import { NotificationBell } from './notification-bell'
import { ProfileMenu } from './profile-menu'
import type { Theme } from './theme'

type TopBarProps = {
  viewer: Viewer
  accounts: AccountRow[]
  menu: PlaceLink[]
  signOut: (form: FormData) => Promise<void>
  theme: Theme
  unread: number
  notifications: ReactNode
  addAccount: ReactNode
}

/** A client component because its facts are smaller than its markup, which would otherwise travel twice. */
export function TopBar(props: TopBarProps) {
  const { viewer, accounts, menu, signOut, theme, unread, notifications, addAccount } = props
  return (
    <header className="topbar">
      <Link href="/" className="topbar__mark" aria-label={words('shell.topBar.musterStartPage')}>
        <Mark />
      </Link>
      <AccountSwitcher accounts={accounts} addAccount={addAccount} />
      <div className="topbar__end">
        <NotificationBell unread={unread} href={`/${viewer.username}/notifications`}>
          {notifications}
        </NotificationBell>
        <ProfileMenu viewer={viewer} menu={menu} signOut={signOut} theme={theme} />
      </div>
    </header>
  )
}

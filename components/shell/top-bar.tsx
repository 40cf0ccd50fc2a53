'use client'

import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { NewApp } from '../apps/new-app'
import { CommandMenu } from '../commands/command-menu'
import { Link } from '../ui/link'
import type { AccountRow } from './account-list'
import { AccountSwitcher } from './account-switcher'
import type { AccountLink, ActionLink, PlaceLink, Viewer } from './contract'
import { Mark } from './mark'
import { NotificationBell } from './notification-bell'
import { ProfileMenu } from './profile-menu'
import type { Theme } from './theme'

type TopBarProps = {
  hasBell: boolean
  viewer: Viewer
  account: AccountLink | null
  accounts: AccountRow[]
  sections: PlaceLink[]
  actions: ActionLink[]
  menu: PlaceLink[]
  signOut: (form: FormData) => Promise<void>
  theme: Theme
  unread: number
  notifications: ReactNode
  addAccount: ReactNode
}

/** A client component because its facts are smaller than its markup, which would otherwise travel twice. */
export function TopBar(props: TopBarProps) {
  const {
    viewer,
    account,
    accounts,
    sections,
    actions,
    menu,
    signOut,
    theme,
    unread,
    notifications,
    addAccount,
  } = props
  const createApp = actions.find(({ key }) => key === 'createApp')
  return (
    <header className="topbar">
      <Link href="/" className="topbar__mark" aria-label={words('shell.topBar.musterStartPage')}>
        <Mark />
      </Link>
      <AccountSwitcher accounts={accounts} addAccount={addAccount} />
      <div className="topbar__end">
        <CommandMenu
          account={account?.handle ?? viewer.username}
          hasPeople={account?.kind === 'organization'}
          {...{ accounts, sections, menu, actions }}
        />
        {createApp ? (
          <NewApp account={account?.handle ?? viewer.username} href={createApp.href} className="bar-button" />
        ) : null}
        {props.hasBell ? (
          <NotificationBell viewerId={viewer.id} unread={unread} href={`/${viewer.username}/notifications`}>
            {notifications}
          </NotificationBell>
        ) : null}
        <ProfileMenu viewer={viewer} menu={menu} signOut={signOut} theme={theme} />
      </div>
    </header>
  )
}

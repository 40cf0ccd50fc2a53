import type { ReactNode } from 'react'
import { richWords, words } from '@/messages/words'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { accountRows } from './account-rows'
import type { AccountLink, ActionLink, PlaceLink, Viewer } from './contract'
import { SectionNav } from './section-nav'
import type { Theme } from './theme'
import { TopBar } from './top-bar'

export type PortalShellProps = {
  viewer: Viewer
  /** The acting account, or null on pages that belong to none. */
  account: AccountLink | null
  accounts: AccountLink[]
  sections: PlaceLink[]
  /** What can be begun from any page. */
  actions: ActionLink[]
  /** Lines of the profile menu: only what exists and may be opened. */
  menu: PlaceLink[]
  signOut: (form: FormData) => Promise<void>
  theme: Theme
  unread: number
  isMailConfigured: boolean
  /** What the bell opens, fetched by whoever fills it. Without it the bell is a link. */
  notifications?: ReactNode
  /** The last line of the switcher, where it opens a dialog; without it, it is a link to the page. */
  addAccount?: ReactNode
  banner?: ReactNode
  /** Says that somebody looks with these eyes; then nothing rings. */
  viewing?: ReactNode
  children: ReactNode
}

/** The frame of every page behind sign-in: where am I, acting as whom, what is new, where can I go. */
export function PortalShell(props: PortalShellProps) {
  const { viewer, account, accounts, sections, unread, notifications, isMailConfigured, banner } = props
  return (
    <div className="shell">
      <a href="#content" className="skip-link">
        {words('shell.portalShell.skipToContent')}
      </a>
      {props.viewing}
      <TopBar
        hasBell={!props.viewing}
        viewer={viewer}
        account={account}
        sections={sections}
        actions={props.actions}
        accounts={accountRows(accounts, account, viewer.picture)}
        menu={props.menu}
        signOut={props.signOut}
        theme={props.theme}
        unread={unread}
        notifications={notifications}
        addAccount={props.addAccount}
      />
      {sections.length > 0 ? (
        <SectionNav label={account?.name ?? words('shell.portalShell.sections')} sections={sections} />
      ) : null}
      <main id="content" tabIndex={-1} className="content">
        {isMailConfigured ? null : <MailNotice isOperator={viewer.isOperator} />}
        {banner}
        {props.children}
      </main>
    </div>
  )
}

function MailNotice({ isOperator }: { isOperator: boolean }) {
  return (
    <Notice tone="warning" title={words('shell.portalShell.mailIsNotSetUp')} className="notice--slim">
      {isOperator
        ? richWords('shell.portalShell.nothingIsSentUntilSmtpUrlIsSet', {
            link: (text) => <Link href="/operator/mail">{text}</Link>,
          })
        : words('shell.portalShell.nothingIsSentForNowInvitations')}
    </Notice>
  )
}

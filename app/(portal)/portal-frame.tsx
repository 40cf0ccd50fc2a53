import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { LatestNotifications } from '@/components/notifications/latest-notifications'
import { AddOrganization } from '@/components/organizations/add-organization'
import { PortalShell } from '@/components/shell/portal-shell'
import { parseTheme, themeCookie } from '@/components/shell/theme'
import { ShownTo } from '@/components/ui/shown-to'
import { ViewingBand } from '@/components/viewing/viewing-band'
import { lossIn } from '@/db/outage'
import type { Caller } from '@/lib/actor'
import { signOutAction } from '@/lib/auth/actions'
import { currentCaller } from '@/lib/auth/caller'
import { type Frame, loadFrame } from '@/lib/frame/queries'
import { actingAccount, actionsOf, menuOf, sectionsOf } from '@/lib/frame/sections'
import { isMailConfigured } from '@/lib/mail/queries'
import { can } from '@/lib/permissions/decide'

type FrameProps = {
  account: string | null
  /** Where the page itself speaks of mail. */
  hidesMailNotice?: boolean
  children: ReactNode
}

/**
 * The frame around a page, for the account in the address or, without one, the viewer's own. It guards nothing: whoever is not signed
 * in gets the bare page, whose own query sends them to sign in.
 */
export async function PortalFrame({ account, hidesMailNotice, children }: FrameProps) {
  const [frame, jar] = await Promise.all([
    currentCaller().then((caller) => frameIfThere(caller, account)),
    cookies(),
  ])
  if (!frame) return children
  const shell = (
    <PortalShell
      viewer={frame.viewer}
      account={actingAccount(frame)}
      accounts={frame.accounts}
      sections={sectionsOf(frame)}
      actions={actionsOf(frame)}
      menu={menuOf(frame)}
      signOut={signOutAction}
      theme={parseTheme(jar.get(themeCookie)?.value)}
      unread={frame.unread}
      isMailConfigured={isMailConfigured() || hidesMailNotice || !isConcernedByMail(frame)}
      {...(frame.viewing
        ? { viewing: <Viewing frame={frame} viewing={frame.viewing} />, addAccount: false }
        : {
            notifications: <LatestNotifications account={frame.viewer.username} />,
            addAccount: <AddOrganization account={frame.viewer.username} email={frame.viewer.email} />,
          })}
    >
      {children}
    </PortalShell>
  )
  return frame.viewing ? <ShownTo person={frame.viewer.id}>{shell}</ShownTo> : shell
}

function Viewing({ frame, viewing }: { frame: Frame; viewing: NonNullable<Frame['viewing']> }) {
  const { viewer, accounts } = frame
  const name = `${viewer.firstName} ${viewer.lastName}`
  return <ViewingBand organization={accounts[0]?.name ?? ''} name={name} {...viewing} />
}

/** Without its data a page has nothing to frame: it says by itself that the database is away. */
async function frameIfThere(caller: Caller, account: string | null): Promise<Frame | null> {
  try {
    return await loadFrame(caller, account)
  } catch (error) {
    if (lossIn(error)) return null
    throw error
  }
}

/** That mail is not set up matters to who invites, and to who can change it. */
function isConcernedByMail({ viewer, entered }: Frame): boolean {
  return viewer.isOperator || (entered !== null && can(entered.access, 'member.manage'))
}

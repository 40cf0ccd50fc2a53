import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { AppFrame } from '@/components/app-frame/app-frame'
import { isFolded, navCookie } from '@/components/app-frame/nav-state'
import { lossIn } from '@/db/outage'
import type { Caller } from '@/lib/actor'
import { loadApp } from '@/lib/app-frame/queries'
import { appSections } from '@/lib/app-frame/sections'
import { currentCaller } from '@/lib/auth/caller'
import { can } from '@/lib/permissions/decide'
import { leadOnApp } from './moved'

type Props = LayoutProps<'/[account]/apps/[app]'>

/** Tabs of the browser say the page and the app: "Settings · Fruit". */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, app } = await params
  const entered = await loadApp(await currentCaller(), account, app).catch(() => null) // the page itself says what is wrong
  return entered ? { title: { default: entered.app.name, template: `%s · ${entered.app.name}` } } : {}
}

/** The frame around an app's pages. It guards nothing: each page's own query does. */
export default async function AppLayout({ params, children }: Props) {
  const { account, app } = await params
  const [caller, jar] = await Promise.all([currentCaller(), cookies()])
  const entered = await appIfThere(caller, account, app)
  if (!entered) return children
  return (
    <AppFrame
      app={{ id: entered.app.id, name: entered.app.name }}
      sections={appSections(entered)}
      listHref={can(entered.access, 'app.viewList') ? `/${entered.account.handle}/apps` : null}
      isFolded={isFolded(jar.get(navCookie)?.value)}
    >
      {children}
    </AppFrame>
  )
}

/** Without its data a page has nothing to frame: it says by itself that the database is away. */
async function appIfThere(caller: Caller, account: string, app: string) {
  try {
    const entered = await loadApp(caller, account, app)
    await leadOnApp(caller, { account, app }, entered)
    return entered
  } catch (error) {
    if (lossIn(error)) return null
    throw error
  }
}

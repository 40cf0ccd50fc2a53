import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { Landing } from '@/components/organizations/landing'
import { currentCaller } from '@/lib/auth/caller'
import { isPortalFresh } from '@/lib/frame/fresh'
import { loadFrame } from '@/lib/frame/queries'

export const metadata: Metadata = { title: { absolute: 'Muster' } }

/** The door of the portal: to one's own overview (or that of the organization one views as somebody), or, for who is not signed in, to the two ways in. */
export default async function StartPage() {
  const frame = await loadFrame(await currentCaller(), null)
  if (frame) redirect(`/${frame.accounts[0]?.handle ?? frame.viewer.username}` as Route) // the viewer's own account
  return <Landing isFresh={await isPortalFresh()} />
}

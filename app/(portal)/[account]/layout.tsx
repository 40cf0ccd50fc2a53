import type { Metadata } from 'next'
import { currentCaller } from '@/lib/auth/caller'
import { loadFrame } from '@/lib/frame/queries'
import { actingAccount } from '@/lib/frame/sections'
import { words } from '@/messages/words'
import { PortalFrame } from '../portal-frame'
import { leadOn } from './moved'

/** Tabs of the browser say the page and the account: "Members · Acme". */
export async function generateMetadata({ params }: LayoutProps<'/[account]'>): Promise<Metadata> {
  const { account } = await params
  const frame = await loadFrame(await currentCaller(), account).catch(() => null) // the page itself says what is wrong
  const name = frame
    ? (actingAccount(frame)?.name ?? words('shell.layout.muster'))
    : words('shell.layout.muster')
  return { title: { default: name, template: `%s · ${name}` } }
}

export default async function AccountLayout({ params, children }: LayoutProps<'/[account]'>) {
  const { account } = await params
  await leadOn(account, await loadFrame(await currentCaller(), account))
  return <PortalFrame account={account}>{children}</PortalFrame>
}

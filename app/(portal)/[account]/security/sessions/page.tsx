import type { Metadata } from 'next'
import { SessionList } from '@/components/auth/session-list'
import { listSessions } from '@/lib/auth/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('security.sessionsPage.sessions') })

export default async function SessionsPage({ params }: PageProps<'/[account]/security/sessions'>) {
  const { account } = await params
  return answer(`/${account}/security/sessions`, async (caller) => (
    <SessionList account={account} sessions={await listSessions(caller, account, {})} />
  ))
}

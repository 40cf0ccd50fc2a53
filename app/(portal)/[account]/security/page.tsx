import type { Metadata } from 'next'
import { PersonalSecurity } from '@/components/auth/personal-security'
import { OrganizationSecurity } from '@/components/security/organization-security'
import type { Caller } from '@/lib/actor'
import { listSessions } from '@/lib/auth/queries'
import { type Frame, loadFrame } from '@/lib/frame/queries'
import { viewRoles } from '@/lib/organizations/queries'
import { can } from '@/lib/permissions/decide'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('security.page.security') })

export default async function SecurityPage({ params }: PageProps<'/[account]/security'>) {
  const { account } = await params
  return answer(`/${account}/security`, async (caller) => {
    const frame = await loadFrame(caller, account)
    if (frame?.entered?.tie === 'owner') return personal(caller, frame)
    const { handle, name } = await viewRoles(caller, account, {})
    const may = (permission: 'token.manage' | 'webhook.manage') =>
      Boolean(frame?.entered && can(frame.entered.access, permission))
    return (
      <OrganizationSecurity
        account={handle}
        organization={name}
        managesTokens={may('token.manage')}
        managesWebhooks={may('webhook.manage')}
      />
    )
  })
}

async function personal(caller: Caller, { viewer: { username, email } }: Frame) {
  const sessions = await listSessions(caller, username, {})
  return <PersonalSecurity account={username} email={email} sessions={sessions.length} />
}

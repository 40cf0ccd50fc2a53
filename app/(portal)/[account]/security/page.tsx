import type { Metadata } from 'next'
import { OrganizationSecurity } from '@/components/security/organization-security'
import { PersonalSecurity } from '@/components/security/personal-security'
import { loadFrame } from '@/lib/frame/queries'
import { viewRoles } from '@/lib/organizations/queries'
import { answer } from '../../answer'

export const metadata: Metadata = { title: 'Security' }

export default async function SecurityPage({ params }: PageProps<'/[account]/security'>) {
  const { account } = await params
  return answer(`/${account}/security`, async (caller) => {
    const frame = await loadFrame(caller, account)
    if (frame?.entered?.tie === 'owner') return <PersonalSecurity account={frame.viewer.username} />
    const { handle, name } = await viewRoles(caller, account, {})
    return <OrganizationSecurity account={handle} organization={name} />
  })
}

import type { Metadata } from 'next'
import { OrganizationAccount } from '@/components/organizations/organization-account'
import { PersonalAccount } from '@/components/profile/personal-account'
import { loadFrame } from '@/lib/frame/queries'
import { getOwnMembership } from '@/lib/members/get-member'
import { getOrganization } from '@/lib/organizations/queries'
import { getProfile } from '@/lib/profile/queries'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('account.page.account') })

export default async function AccountPage({ params }: PageProps<'/[account]/account'>) {
  const { account } = await params
  return answer(`/${account}/account`, async (caller) => {
    const frame = await loadFrame(caller, account)
    if (frame?.entered?.tie === 'owner')
      return <PersonalAccount viewer={frame.viewer} profile={await getProfile(caller, account, {})} />
    const [organization, own] = await Promise.all([
      getOrganization(caller, account, {}),
      getOwnMembership(caller, account, {}),
    ])
    return <OrganizationAccount organization={organization} own={own} />
  })
}

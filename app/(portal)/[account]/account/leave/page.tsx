import type { Metadata } from 'next'
import { LeaveOrganization } from '@/components/members/leave-organization'
import { getOwnMembership } from '@/lib/members/get-member'
import { getOrganization } from '@/lib/organizations/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('account.leavePage.leaveOrganization') })

export default async function LeavePage({ params }: PageProps<'/[account]/account/leave'>) {
  const { account } = await params
  return answer(`/${account}/account/leave`, async (caller) => {
    const [{ handle, name }, own] = await Promise.all([
      getOrganization(caller, account, {}),
      getOwnMembership(caller, account, {}),
    ])
    return <LeaveOrganization account={handle} organization={name} own={own} />
  })
}

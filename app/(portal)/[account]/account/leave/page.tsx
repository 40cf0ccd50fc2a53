import type { Metadata } from 'next'
import { LeaveOrganization } from '@/components/members/leave-organization'
import { getOwnMembership } from '@/lib/members/get-member'
import { getOrganization } from '@/lib/organizations/queries'
import { answer } from '../../../answer'

export const metadata: Metadata = { title: 'Leave organization' }

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

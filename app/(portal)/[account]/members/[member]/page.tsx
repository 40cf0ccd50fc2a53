import type { Metadata } from 'next'
import { MemberView } from '@/components/members/member-view'
import { getMember } from '@/lib/members/get-member'
import { answer } from '../../../answer'

export const metadata: Metadata = { title: 'Member' }

export default async function MemberPage({ params }: PageProps<'/[account]/members/[member]'>) {
  const { account, member: memberId } = await params
  return answer(`/${account}/members/${memberId}`, async (caller) => {
    const { member, organization } = await getMember(caller, account, { memberId })
    return <MemberView account={account} organization={organization} member={member} />
  })
}

import type { Metadata } from 'next'
import { MemberView } from '@/components/members/member-view'
import { getMember } from '@/lib/members/get-member'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('members.page.member') })

export default async function MemberPage({ params }: PageProps<'/[account]/members/[user]'>) {
  const { account, user: userId } = await params
  return answer(`/${account}/members/${userId}`, async (caller) => {
    const known = await getMember(caller, account, { userId })
    return <MemberView account={account} {...known} />
  })
}

import type { Metadata } from 'next'
import { InvitePage } from '@/components/invitations/invite-page'
import { isMailConfigured } from '@/lib/mail/queries'
import { checkInviting } from '@/lib/organizations/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('members.invitePage.inviteMembers') })

export default async function InviteMembersPage({ params }: PageProps<'/[account]/members/invite'>) {
  const { account } = await params
  return answer(`/${account}/members/invite`, async (caller) => {
    const { handle, name } = await checkInviting(caller, account, {})
    return <InvitePage account={handle} organization={name} isMailConfigured={isMailConfigured()} />
  })
}

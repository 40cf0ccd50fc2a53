import type { Metadata } from 'next'
import { InvitePage } from '@/components/invitations/invite-page'
import { isMailConfigured } from '@/lib/mail/queries'
import { checkInviting } from '@/lib/organizations/queries'
import { findTeamChoices } from '@/lib/teams/candidates'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('members.invitePage.inviteMembers') })

type Props = PageProps<'/[account]/members/invite'>

export default async function InviteMembersPage({ params, searchParams }: Props) {
  const [{ account }, { email }] = await Promise.all([params, searchParams])
  return answer(`/${account}/members/invite`, async (caller) => {
    const [{ handle, name }, teams] = await Promise.all([
      checkInviting(caller, account, {}),
      findTeamChoices(caller, account, {}),
    ])
    return (
      <InvitePage
        account={handle}
        organization={name}
        isMailConfigured={isMailConfigured()}
        teams={teams}
        emails={typeof email === 'string' ? email.slice(0, 254) : undefined}
      />
    )
  })
}

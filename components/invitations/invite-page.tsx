import type { Candidates } from '@/lib/teams/candidates'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { InviteForm } from './invite-form'
import { invitePurpose } from './invite-members'

type InvitePageProps = {
  account: string
  organization: string
  isMailConfigured: boolean
  emails?: string
  teams?: Candidates
}

/** "Invite Members" as a page of its own. */
export function InvitePage({ account, organization, isMailConfigured, emails, teams }: InvitePageProps) {
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${account}/members`}>{words('invitations.invitePage.allMembers')}</BackLink>
      <PageHeader title={words('invitations.invitePage.invitePeopleTo', { organization })}>
        {invitePurpose()}
      </PageHeader>
      <Card>
        <InviteForm account={account} isMailConfigured={isMailConfigured} emails={emails} teams={teams} />
      </Card>
    </div>
  )
}

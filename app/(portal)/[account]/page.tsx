import { InviteMembers } from '@/components/invitations/invite-members'
import { OwnAccessCards } from '@/components/member-access/own-access'
import { OrganizationOverview } from '@/components/organizations/organization-overview'
import { PersonalOverview } from '@/components/organizations/personal-overview'
import { Notice } from '@/components/ui/notice'
import type { Caller } from '@/lib/actor'
import { listRecentEvents } from '@/lib/audit/queries'
import { type Frame, loadFrame } from '@/lib/frame/queries'
import { listMyInvitations } from '@/lib/invitations/mine'
import { getOwnAccess } from '@/lib/member-access/queries'
import { getOrganization, type Organization } from '@/lib/organizations/queries'
import { listDeletedOrganizations } from '@/lib/organizations/settings'
import { words } from '@/messages/words'
import { answer } from '../answer'

export default async function OverviewPage({ params, searchParams }: PageProps<'/[account]'>) {
  const [{ account }, { said, teamsLeftOut }] = await Promise.all([params, searchParams])
  return answer(`/${account}`, async (caller) => {
    const frame = await loadFrame(caller, account)
    return frame?.entered?.tie === 'owner'
      ? personal(caller, frame)
      : organization(caller, account, said === 'restored', Number(teamsLeftOut) || 0)
  })
}

async function personal(caller: Caller, { viewer, accounts }: Frame) {
  const [invitations, deleted] = await Promise.all([
    listMyInvitations(caller, viewer.username, {}),
    listDeletedOrganizations(caller, viewer.username, {}),
  ])
  return (
    <PersonalOverview
      viewer={viewer}
      accounts={accounts}
      invitations={invitations}
      restorable={deleted.length}
    />
  )
}

async function organization(caller: Caller, account: string, isRestored: boolean, teamsLeftOut: number) {
  const organization = await getOrganization(caller, account, {})
  const events = organization.can.viewHistory ? await listRecentEvents(caller, account, {}) : null
  const own = isGivenSingleApps(organization) ? await getOwnAccess(caller, account, {}) : null
  const invite = <InviteMembers account={organization.handle} organization={organization.name} />
  return (
    <>
      {isRestored ? (
        <Notice
          tone="success"
          role="status"
          title={words('settings.deletedPage.restored', { organization: organization.name })}
        />
      ) : null}
      {teamsLeftOut > 0 ? (
        <Notice tone="warning" role="status" title={words('teams.invited.leftOut', { count: teamsLeftOut })}>
          {words('teams.invited.leftOutText')}
        </Notice>
      ) : null}
      <OrganizationOverview
        organization={organization}
        events={events}
        invite={invite}
        own={own ? <OwnAccessCards own={own} /> : null}
      />
    </>
  )
}

/** Who sees neither everybody nor every app: what they were given is what the page is for. */
const isGivenSingleApps = ({ role, can }: Organization) =>
  !can.viewMembers && role !== 'financial_manager' && role !== 'infrastructure_manager'

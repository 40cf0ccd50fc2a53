import { InviteMembers } from '@/components/invitations/invite-members'
import { OrganizationOverview } from '@/components/organizations/organization-overview'
import { PersonalOverview } from '@/components/organizations/personal-overview'
import type { Caller } from '@/lib/actor'
import { listRecentEvents } from '@/lib/audit/queries'
import { type Frame, loadFrame } from '@/lib/frame/queries'
import { listMyInvitations } from '@/lib/invitations/mine'
import { getOrganization } from '@/lib/organizations/queries'
import { answer } from '../answer'

export default async function OverviewPage({ params }: PageProps<'/[account]'>) {
  const { account } = await params
  return answer(`/${account}`, async (caller) => {
    const frame = await loadFrame(caller, account)
    return frame?.entered?.tie === 'owner' ? personal(caller, frame) : organization(caller, account)
  })
}

async function personal(caller: Caller, { viewer, accounts }: Frame) {
  const invitations = await listMyInvitations(caller, viewer.username, {})
  return <PersonalOverview viewer={viewer} accounts={accounts} invitations={invitations} />
}

async function organization(caller: Caller, account: string) {
  const organization = await getOrganization(caller, account, {})
  const events = organization.can.viewHistory ? await listRecentEvents(caller, account, {}) : null
  const invite = <InviteMembers account={organization.handle} organization={organization.name} />
  return <OrganizationOverview organization={organization} events={events} invite={invite} />
}

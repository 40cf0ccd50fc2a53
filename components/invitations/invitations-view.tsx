import type { listInvitations } from '@/lib/invitations/queries'
import type { BoundedCount } from '@/lib/paging'
import { PeopleHeader } from '../members/people-header'
import { InvitationsTable } from './invitations-table'
import { InviteMembers } from './invite-members'
import { ManageInvitation } from './manage-invitation'
import { ManyLinks } from './many-links'

type ViewProps = {
  account: string
  organization: string
  members: BoundedCount | null
  departed: BoundedCount | null
  list: Awaited<ReturnType<typeof listInvitations>>
  /** The invitation to act on without JavaScript. */
  managed: string | undefined
  /** Whether boxes to choose with are wanted without JavaScript. */
  select: string | undefined
}

/** Who was asked and has not answered. */
export function InvitationsView({
  account,
  organization,
  members,
  departed,
  list,
  managed,
  select,
}: ViewProps) {
  const chosen = list.rows.find(({ id }) => id === managed)
  return (
    <>
      <PeopleHeader
        account={account}
        organization={organization}
        current="invitations"
        members={members}
        invitations={list.total}
        departed={departed}
        isOpenToAll
      />
      {chosen ? <ManageInvitation account={account} organization={organization} invitation={chosen} /> : null}
      <InvitationsTable
        account={account}
        organization={organization}
        rows={list.rows}
        search={list.search}
        previous={list.previous}
        next={list.next}
        total={list.total}
        matching={list.matching}
        select={select}
        tools={<ManyLinks account={account} search={list.search} canInvite={list.can.invite} />}
        invite={<InviteMembers account={account} organization={organization} variant="secondary" />}
      />
    </>
  )
}

import type { Removal } from '@/lib/members/departed'
import type { listMembers } from '@/lib/members/queries'
import { words } from '@/messages/words'
import { EmptyState } from '../ui/empty-state'
import { UserPlus } from '../ui/icons'
import { Notice } from '../ui/notice'
import { packRows } from './member-row'
import { MembersTable } from './members-table'
import { PeopleHeader } from './people-header'
import { UndoNotice } from './undo-notice'

export type MembersList = Awaited<ReturnType<typeof listMembers>>

/** Who is in the organization. */
export function MembersView({ account, organization, list, isWelcome, removal, stayed }: ViewProps) {
  return (
    <>
      <PeopleHeader
        account={account}
        organization={organization}
        current="members"
        members={list.total}
        invitations={list.pending}
        departed={list.departed}
        isOpenToAll={list.can.viewEveryone}
      />
      {isWelcome && list.can.invite ? <Welcome organization={organization} /> : null}
      {removal ? <UndoNotice account={account} removal={removal} stayed={stayed} /> : null}
      <MembersTable
        account={account}
        organization={organization}
        packedRows={packRows(list.rows)}
        search={list.search}
        previous={list.previous}
        next={list.next}
        total={list.total}
        matching={list.matching}
        can={list.can}
      />
      {!isWelcome && isAlone(list) ? <Alone /> : null}
    </>
  )
}

/** Nobody but the viewer is in, or asked. */
function isAlone({ can, total, pending }: MembersList): boolean {
  return can.invite && total?.count === 1 && pending?.count === 0
}

function Alone() {
  return (
    <EmptyState icon={<UserPlus />} title={words('members.membersView.soFarItIsOnlyYou')}>
      {words('members.membersView.inviteMembersAboveAsksThe')}
    </EmptyState>
  )
}

type ViewProps = {
  account: string
  organization: string
  list: MembersList
  isWelcome: boolean
  removal: Removal | null
  stayed: number
}

function Welcome({ organization }: { organization: string }) {
  return (
    <Notice
      tone="success"
      role="status"
      title={words('members.membersView.isReadyAndYouAreItsAdmin', { organization })}
    >
      {words('members.membersView.nowInviteThePeopleYouWorkWithA')}
    </Notice>
  )
}

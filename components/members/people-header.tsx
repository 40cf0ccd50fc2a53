import type { BoundedCount } from '@/lib/paging'
import { words } from '@/messages/words'
import { InviteMembers } from '../invitations/invite-members'
import { countWords } from '../organizations/count-words'
import { PageHeader } from '../ui/page-header'
import { Tabs } from '../ui/tabs'

type PeopleHeaderProps = {
  account: string
  organization: string
  current: 'members' | 'invitations' | 'removed'
  members: BoundedCount | null
  /** Null where the viewer may not see invitations: they then have no tab and no button. */
  invitations: BoundedCount | null
  /** Null where the viewer may not bring anybody back. */
  departed: BoundedCount | null
  isOpenToAll: boolean
}

/** The head of both lists of people: who is in, and who was asked. */
export function PeopleHeader({ account, organization, current, ...props }: PeopleHeaderProps) {
  const { members, invitations, departed, isOpenToAll } = props
  const path = `/${account}/members`
  const tabs = [
    {
      label: words('members.tabs.members'),
      href: path,
      count: members ? countWords(members) : undefined,
      isCurrent: current === 'members',
    },
    ...(invitations
      ? [
          {
            label: words('members.tabs.invitations'),
            href: `${path}/invitations`,
            count: countWords(invitations),
            isCurrent: current === 'invitations',
          },
          {
            label: words('members.departed.tab'),
            href: `${path}/removed`,
            count: departed && (departed.count > 0 || !departed.isMore) ? countWords(departed) : undefined,
            isCurrent: current === 'removed',
          },
        ]
      : []),
  ]
  return (
    <>
      <PageHeader
        title={words('members.title')}
        action={invitations ? <InviteMembers account={account} organization={organization} /> : undefined}
      >
        {isOpenToAll
          ? words('members.intro', { organization })
          : words('members.introOwnTeams', { organization })}
      </PageHeader>
      <Tabs label={words('members.tabs.label')} tabs={tabs} />
    </>
  )
}

import type { BoundedCount } from '@/lib/paging'
import { InviteMembers } from '../invitations/invite-members'
import { countWords } from '../organizations/count-words'
import { PageHeader } from '../ui/page-header'
import { Tabs } from '../ui/tabs'

type PeopleHeaderProps = {
  account: string
  organization: string
  current: 'members' | 'invitations'
  members: BoundedCount | null
  /** Null where the viewer may not see invitations: they then have no tab and no button. */
  invitations: BoundedCount | null
  isOpenToAll: boolean
}

/** The head of both lists of people: who is in, and who was asked. */
export function PeopleHeader({ account, organization, current, ...props }: PeopleHeaderProps) {
  const { members, invitations, isOpenToAll } = props
  const path = `/${account}/members`
  const tabs = [
    {
      label: 'Organization members',
      href: path,
      count: members ? countWords(members) : undefined,
      isCurrent: current === 'members',
    },
    ...(invitations
      ? [
          {
            label: 'Pending invitations',
            href: `${path}/invitations`,
            count: countWords(invitations),
            isCurrent: current === 'invitations',
          },
        ]
      : []),
  ]
  return (
    <>
      <PageHeader
        title="Members"
        action={invitations ? <InviteMembers account={account} organization={organization} /> : undefined}
      >
        {isOpenToAll
          ? `The people in ${organization}, and what each of them may do.`
          : `Yourself, and the people of teams you lead in ${organization}. Admins and contributors to all apps see everybody.`}
      </PageHeader>
      <Tabs label="People" tabs={tabs} />
    </>
  )
}

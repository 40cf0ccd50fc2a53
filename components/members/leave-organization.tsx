import { words } from '@/messages/words'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { LeaveForm } from './leave-form'
import type { MemberRow } from './member-row'

type LeaveProps = { account: string; organization: string; own: MemberRow }

/** Leaving as a page of its own, or why it cannot be. */
export function LeaveOrganization({ account, organization, own }: LeaveProps) {
  return (
    <div className="grid max-w-[560px] gap-4">
      <PageHeader title={words('members.leaveOrganization.leave', { organization })} />
      {own.can.leave ? (
        <Card>
          <LeaveForm
            account={account}
            organization={organization}
            teams={own.teams.length}
            cancelHref={`/${account}/account`}
          />
        </Card>
      ) : (
        <Notice>
          {own.why}{' '}
          <Link className="prose-link" href={`/${account}/members`}>
            {words('members.leaveOrganization.goToMembers')}
          </Link>
        </Notice>
      )}
    </div>
  )
}

import type { MemberRow } from '@/lib/members/rows'
import type { Organization } from '@/lib/organizations/queries'
import { LeaveForm } from '../members/leave-form'
import { RoleTag } from '../members/role-tag'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { DialogLink } from '../ui/dialog-link'
import { KeyValue } from '../ui/key-value'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'

/** The organization's own facts, and the way out of it. */
export function OrganizationAccount({ organization, own }: { organization: Organization; own: MemberRow }) {
  const { name } = organization
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title="Account">What {name} is called, and your place in it.</PageHeader>
      <Card title="Organization">
        <KeyValue items={facts(organization)} />
      </Card>
      <Card title={`Your membership in ${name}`}>
        <KeyValue
          items={[
            { label: 'Role', value: own.role ? <RoleTag role={own.role} /> : 'none' },
            {
              label: 'Member since',
              value: own.joinedAt ? <Time at={own.joinedAt} show="date" /> : 'unknown',
            },
            ...(own.until ? [{ label: 'Ends', value: <Time at={own.until} show="moment" /> }] : []),
          ]}
        />
      </Card>
      <Leaving organization={organization} own={own} />
    </div>
  )
}

function facts({ name, handle, billingEmail, createdAt }: Organization) {
  return [
    { label: 'Organization Name', value: name },
    { label: 'Organization ID', value: <Copyable value={handle} what="organization ID" /> },
    ...(billingEmail ? [{ label: 'Billing Email', value: billingEmail }] : []),
    ...(createdAt ? [{ label: 'Founded', value: <Time at={createdAt} show="date" /> }] : []),
  ]
}

function Leaving({ organization: { name, handle }, own }: { organization: Organization; own: MemberRow }) {
  return (
    <Card
      title="Leave organization"
      description={`You lose access to ${name} at once. To come back, an Admin has to invite you again.`}
    >
      {own.can.leave ? (
        <DialogLink
          href={`/${handle}/account/leave`}
          title={`Leave ${name}?`}
          label="Leave organization"
          variant="danger-soft"
        >
          <LeaveForm account={handle} organization={name} teams={own.teams.length} />
        </DialogLink>
      ) : (
        <Notice>
          {own.why}{' '}
          <Link className="prose-link" href={`/${handle}/members`}>
            Go to Members
          </Link>
        </Notice>
      )}
    </Card>
  )
}

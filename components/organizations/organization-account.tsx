import type { MemberRow } from '@/lib/members/rows'
import type { Organization } from '@/lib/organizations/queries'
import { words } from '@/messages/words'
import { LeaveForm } from '../members/leave-form'
import { RoleTag } from '../members/role-tag'
import { LinkButton } from '../ui/button'
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
      <PageHeader title={words('organizations.organizationAccount.account')}>
        {words('organizations.organizationAccount.whatIsCalledAndYourPlaceInIt', { name })}
      </PageHeader>
      <Card
        title={words('organizations.organizationAccount.organization')}
        action={
          <LinkButton href={`/${organization.handle}/settings`} size="sm">
            {words('settings.title')}
          </LinkButton>
        }
      >
        <KeyValue items={facts(organization)} />
      </Card>
      <Card title={words('organizations.organizationAccount.yourMembershipIn', { name })}>
        <KeyValue
          items={[
            {
              label: words('organizations.organizationAccount.role'),
              value: own.role ? <RoleTag role={own.role} /> : words('organizations.organizationAccount.none'),
            },
            {
              label: words('organizations.organizationAccount.memberSince'),
              value: own.joinedAt ? (
                <Time at={own.joinedAt} show="date" />
              ) : (
                words('organizations.organizationAccount.unknown')
              ),
            },
            ...(own.until
              ? [
                  {
                    label: words('organizations.organizationAccount.ends'),
                    value: <Time at={own.until} show="moment" />,
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Leaving organization={organization} own={own} />
    </div>
  )
}

function facts({ name, handle, billingEmail, createdAt }: Organization) {
  return [
    { label: words('organizations.organizationAccount.organizationName'), value: name },
    {
      label: words('organizations.organizationAccount.organizationId'),
      value: <Copyable value={handle} what={words('organizations.organizationAccount.organizationId2')} />,
    },
    ...(billingEmail
      ? [{ label: words('organizations.organizationAccount.billingEmail'), value: billingEmail }]
      : []),
    ...(createdAt
      ? [
          {
            label: words('organizations.organizationAccount.founded'),
            value: <Time at={createdAt} show="date" />,
          },
        ]
      : []),
  ]
}

function Leaving({ organization: { name, handle }, own }: { organization: Organization; own: MemberRow }) {
  return (
    <Card
      title={words('organizations.organizationAccount.leaveOrganization')}
      description={words('organizations.organizationAccount.youLoseAccessToAtOnceToCome', { name })}
    >
      {own.can.leave ? (
        <DialogLink
          href={`/${handle}/account/leave`}
          title={words('organizations.organizationAccount.leave', { name })}
          label={words('organizations.organizationAccount.leaveOrganization')}
          variant="danger-soft"
        >
          <LeaveForm account={handle} organization={name} teams={own.teams.length} />
        </DialogLink>
      ) : (
        <Notice>
          {own.why}{' '}
          <Link className="prose-link" href={`/${handle}/members`}>
            {words('organizations.organizationAccount.goToMembers')}
          </Link>
        </Notice>
      )}
    </Card>
  )
}

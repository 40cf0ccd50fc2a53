import { ArrowRight, Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RecentEvent } from '@/lib/audit/queries'
import type { Organization } from '@/lib/organizations/queries'
import { words } from '@/messages/words'
import { RoleTag, roleInfo } from '../members/role-tag'
import { Avatar } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { KeyValue, type KeyValueItem } from '../ui/key-value'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { counted } from './count-words'
import { RecentActivity } from './recent-activity'

type OverviewProps = {
  organization: Organization
  /** Null where the viewer may not read the history. */
  events: RecentEvent[] | null
  invite: ReactNode
  /** What was given to the viewer, where that is not everything. */
  own?: ReactNode
}

/** The start page of an organization: what it is, what I am in it, what happened last. */
export function OrganizationOverview({ organization, events, invite, own }: OverviewProps) {
  const { name, id, can } = organization
  return (
    <>
      <PageHeader
        title={
          <span className="flex items-center gap-3">
            <Avatar id={id} name={name} size="lg" shape="square" />
            {name}
          </span>
        }
        action={
          can.invite ? (
            invite
          ) : (
            <LinkButton href={`/${organization.handle}/members`}>
              {words('organizations.organizationOverview.seeMembers')}
            </LinkButton>
          )
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid gap-4">
          {own}
          <YourRole organization={organization} />
          {events ? <RecentActivity events={events} /> : null}
        </div>
        <div className="grid gap-4">
          <Card title={words('organizations.organizationOverview.about')}>
            <KeyValue items={facts(organization)} />
          </Card>
        </div>
      </div>
    </>
  )
}

function facts({ handle, counts, createdAt }: Organization): KeyValueItem[] {
  const members = counts.members && (
    <Link className="text-link" href={`/${handle}/members`}>
      {counted(counts.members, 'members')}
    </Link>
  )
  const invitations = counts.invitations && (
    <Link className="text-link" href={`/${handle}/members/invitations`}>
      {counted(counts.invitations, 'invitations')}
    </Link>
  )
  return [
    {
      label: words('organizations.organizationOverview.organizationId'),
      value: <Copyable value={handle} what={words('organizations.organizationOverview.organizationId2')} />,
    },
    ...(members ? [{ label: words('organizations.organizationOverview.members'), value: members }] : []),
    ...(invitations
      ? [{ label: words('organizations.organizationOverview.pending'), value: invitations }]
      : []),
    ...(createdAt
      ? [
          {
            label: words('organizations.organizationOverview.founded'),
            value: <Time at={createdAt} show="date" />,
          },
        ]
      : []),
  ]
}

function YourRole({ organization: { role, abilities, can, handle } }: { organization: Organization }) {
  if (!role) return null
  return (
    <Card
      title={words('organizations.organizationOverview.yourRole')}
      description={roleInfo(role).description}
      action={<RoleTag role={role} />}
    >
      <ul className="grid gap-1.5">
        {abilities.map((sentence) => (
          <li key={sentence} className="flex gap-2">
            <Check aria-hidden="true" className="mt-0.5 size-4 flex-none text-accent" />
            {sentence}
          </li>
        ))}
      </ul>
      {can.viewRoles ? (
        <Link className="text-link mt-3 inline-flex items-center gap-1" href={`/${handle}/security/roles`}>
          {words('organizations.organizationOverview.everythingEachRoleMayDo')}
          <ArrowRight aria-hidden="true" className="size-4" />
        </Link>
      ) : null}
    </Card>
  )
}

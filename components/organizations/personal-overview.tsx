import { Building2, Plus } from 'lucide-react'
import type { AccountLink, Viewer } from '@/lib/frame/queries'
import { richWords, words } from '@/messages/words'
import { type OpenInvitation, OpenInvitations } from '../invitations/open-invitations'
import { RoleTag } from '../members/role-tag'
import { Avatar } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'

type OverviewProps = {
  viewer: Viewer
  accounts: AccountLink[]
  invitations: OpenInvitation[]
  /** How many deleted organizations the viewer can bring back. */
  restorable: number
}

/** The start page of a person: what waits for an answer, and where they belong. */
export function PersonalOverview({ viewer, accounts, invitations, restorable }: OverviewProps) {
  const organizations = accounts.filter(({ kind }) => kind === 'organization')
  return (
    <>
      <PageHeader
        title={words('organizations.personalOverview.hello', { firstName: viewer.firstName })}
        action={organizations.length > 0 ? <AddOrganization /> : undefined}
      >
        {words('organizations.personalOverview.theOrganizationsYouBelongToAnd')}
      </PageHeader>
      <OpenInvitations account={viewer.username} invitations={invitations} />
      {restorable > 0 ? (
        <Notice tone="warning">
          {richWords('settings.deletedPage.banner', {
            count: restorable,
            link: (text) => (
              <Link className="prose-link" href="/organizations/deleted">
                {text}
              </Link>
            ),
          })}
        </Notice>
      ) : null}
      {organizations.length > 0 ? (
        <Card title={words('organizations.personalOverview.yourOrganizations')}>
          <ul className="-mx-2 grid gap-0.5">
            {organizations.map((organization) => (
              <li key={organization.id}>
                <OrganizationLine organization={organization} />
              </li>
            ))}
          </ul>
        </Card>
      ) : (
        <div className="panel">
          <EmptyState
            icon={<Building2 />}
            title={words('organizations.personalOverview.youAreInNoOrganizationYet')}
            action={<AddOrganization />}
          >
            {richWords('organizations.personalOverview.anOrganizationHasMembersWith', {
              email: viewer.email,
              span: (text) => <span className="inline-block max-w-full wrap-anywhere">{text}</span>,
            })}
          </EmptyState>
        </div>
      )}
    </>
  )
}

function AddOrganization() {
  return (
    <LinkButton href="/organizations/new" variant="primary" icon={<Plus aria-hidden="true" />}>
      {words('organizations.personalOverview.addAnOrganization')}
    </LinkButton>
  )
}

function OrganizationLine({ organization: { id, handle, name, role } }: { organization: AccountLink }) {
  return (
    <Link
      href={`/${handle}`}
      className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-2 py-1.5 hover:bg-default"
    >
      <Avatar id={id} name={name} shape="square" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate font-mono text-xs text-muted">{handle}</span>
      </span>
      {role ? <RoleTag role={role} /> : null}
    </Link>
  )
}

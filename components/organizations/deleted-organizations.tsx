import { ArchiveRestore } from 'lucide-react'
import { RESTORABLE_DAYS } from '@/lib/organizations/ending'
import type { DeletedOrganization } from '@/lib/organizations/settings'
import { richWords, words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { RestoreForm } from './restore-form'

type DeletedProps = { organizations: DeletedOrganization[]; isJustDeleted: boolean }

/** What the viewer, an Admin of it, can still bring back. */
export function DeletedOrganizations({ organizations, isJustDeleted }: DeletedProps) {
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title={words('settings.deletedPage.title')}>
        {words('settings.deletedPage.intro')}
      </PageHeader>
      {isJustDeleted && organizations.length > 0 ? (
        <Notice tone="success" role="status" title={words('settings.deletedPage.done')}>
          {words('settings.deletedPage.doneHint')}
        </Notice>
      ) : null}
      {organizations.length > 0 ? (
        organizations.map((organization) => <Deleted key={organization.id} organization={organization} />)
      ) : (
        <div className="panel">
          <EmptyState icon={<ArchiveRestore />} title={words('settings.deletedPage.emptyTitle')}>
            {words('settings.deletedPage.empty', { days: RESTORABLE_DAYS })}
          </EmptyState>
        </div>
      )}
    </div>
  )
}

function Deleted({ organization }: { organization: DeletedOrganization }) {
  const { id, name, handle, members, deletedAt, deletedBy, restorableUntil, isNameTaken } = organization
  const at = <Time at={deletedAt} />
  return (
    <section className="panel">
      <div className="panel__body grid gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Avatar id={id} name={name} shape="square" />
          <div className="min-w-0 flex-1">
            <h2 className="truncate text-[15px] leading-5 font-semibold">{name}</h2>
            <p className="truncate font-mono text-xs text-muted">{handle}</p>
          </div>
          <span className="text-muted">
            {words(members.isMore ? 'settings.deletedPage.membersMany' : 'settings.deletedPage.members', {
              count: members.count,
            })}
          </span>
        </div>
        <p>
          {deletedBy
            ? richWords('settings.deletedPage.by', { by: deletedBy, at })
            : richWords('settings.deletedPage.byNobody', { at })}{' '}
          {richWords('settings.deletedPage.until', {
            until: <Time at={restorableUntil} show="moment" />,
          })}
        </p>
        <RestoreForm organizationId={id} organization={name} isNameTaken={isNameTaken} />
      </div>
    </section>
  )
}

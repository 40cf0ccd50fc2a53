import { ArchiveRestore } from 'lucide-react'
import type { DeletedApps } from '@/lib/apps/deleted'
import { APP_RESTORABLE_DAYS } from '@/lib/apps/ending'
import { richWords, words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { BackLink } from '../ui/back-link'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { RestoreAppForm } from './restore-app-form'

/** The deleted apps of an account that can still be brought back. */
export function DeletedAppsView({ list, isJustDeleted }: { list: DeletedApps; isJustDeleted: boolean }) {
  const { account, rows, previous, next } = list
  const path = `/${account}/apps/deleted`
  return (
    <div className="grid max-w-[720px] gap-4">
      <BackLink href={`/${account}/apps`}>{words('apps.title')}</BackLink>
      <PageHeader title={words('apps.deleted.title')}>
        {words('apps.deleted.intro', { days: APP_RESTORABLE_DAYS })}
      </PageHeader>
      {isJustDeleted && rows.length > 0 ? (
        <Notice tone="success" role="status" title={words('apps.deleted.done')}>
          {words('apps.deleted.doneHint')}
        </Notice>
      ) : null}
      {rows.length > 0 ? (
        rows.map((app) => <Deleted key={app.id} account={account} app={app} />)
      ) : (
        <div className="table-frame">
          <EmptyState icon={<ArchiveRestore />} title={words('apps.deleted.empty')}>
            {words('apps.deleted.emptyHint', { days: APP_RESTORABLE_DAYS })}
          </EmptyState>
        </div>
      )}
      {previous || next ? (
        <nav aria-label={words('table.paging.pages')} className="flex gap-2">
          {previous ? (
            <LinkButton href={`${path}?cursor=${previous}`}>{words('table.paging.previous')}</LinkButton>
          ) : null}
          {next ? (
            <LinkButton href={`${path}?cursor=${next}`}>{words('table.paging.next')}</LinkButton>
          ) : null}
        </nav>
      ) : null}
    </div>
  )
}

function Deleted({ account, app }: { account: string; app: DeletedApps['rows'][number] }) {
  const { id, name, handle, description, deletedAt, deletedBy, restorableUntil } = app
  const at = <Time at={deletedAt} />
  return (
    <section className="panel">
      <div className="panel__body grid gap-3">
        <div className="flex items-center gap-3">
          <Avatar id={id} name={name} shape="square" size="lg" />
          <div className="min-w-0 flex-1">
            <h2 className="truncate text-[15px] leading-5 font-semibold">{name}</h2>
            <p className="truncate font-mono text-xs text-muted">{handle}</p>
          </div>
        </div>
        {description ? <p className="text-muted">{description}</p> : null}
        <p>
          {deletedBy
            ? richWords('apps.deleted.by', { by: deletedBy, at })
            : richWords('apps.deleted.byNobody', { at })}{' '}
          {richWords('apps.deleted.until', { until: <Time at={restorableUntil} show="moment" /> })}
        </p>
        <RestoreAppForm account={account} app={{ id, name }} />
      </div>
    </section>
  )
}

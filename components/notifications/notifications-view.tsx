import { Bell } from 'lucide-react'
import type { listNotifications } from '@/lib/notifications/queries'
import { countWords } from '../organizations/count-words'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { PageHeader } from '../ui/page-header'
import { Tabs } from '../ui/tabs'
import { MarkAllRead } from './mark-all-read'
import { NotificationItem } from './notification-item'

type ViewProps = { account: string; list: Awaited<ReturnType<typeof listNotifications>> }

/** Everything the bell told. */
export function NotificationsView({ account, list }: ViewProps) {
  const { rows, total, unread, search } = list
  const path = `/${account}/notifications`
  return (
    <>
      <PageHeader
        title="Notifications"
        action={unread.count > 0 ? <MarkAllRead account={account} /> : undefined}
      >
        Invitations for you, answers to yours, and changes of your roles.
      </PageHeader>
      <Tabs
        label="Notifications"
        tabs={[
          { label: 'All', href: path, count: countWords(total), isCurrent: search.show === 'all' },
          {
            label: 'Unread',
            href: `${path}?show=unread`,
            count: countWords(unread),
            isCurrent: search.show === 'unread',
          },
        ]}
      />
      <div className="panel">
        {rows.length === 0 ? (
          <Nothing isFiltered={search.show === 'unread' && total.count > 0} />
        ) : (
          <ul>
            {rows.map((row) => (
              <li key={row.id} className="border-line not-first:border-t px-5 py-3.5">
                <NotificationItem account={account} row={row} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <Pages path={path} list={list} />
    </>
  )
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon={<Bell />} title="You have read everything" />
  ) : (
    <EmptyState icon={<Bell />} title="Nothing yet">
      When somebody invites you, answers your invitation or changes your role, it stands here.
    </EmptyState>
  )
}

function Pages({ path, list: { previous, next, search } }: { path: string; list: ViewProps['list'] }) {
  if (!previous && !next) return null
  const at = (cursor: string) => `${path}?${new URLSearchParams({ show: search.show, cursor })}`
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2">
      {previous ? (
        <LinkButton size="sm" href={at(previous)}>
          Newer
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton size="sm" href={at(next)}>
          Older
        </LinkButton>
      ) : null}
    </nav>
  )
}

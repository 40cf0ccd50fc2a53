import { Bell } from 'lucide-react'
import type { listNotifications } from '@/lib/notifications/queries'
import { words } from '@/messages/words'
import { countWords } from '../organizations/count-words'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { PageHeader } from '../ui/page-header'
import { Tabs } from '../ui/tabs'
import { MarkAllRead } from './mark-all-read'
import { NotificationItem } from './notification-item'
import { RefreshOnNews } from './refresh-on-news'

/** The bell counts no further. */
const BELL_BOUND = 100

type ViewProps = { account: string; list: Awaited<ReturnType<typeof listNotifications>> }

/** Everything the bell told. */
export function NotificationsView({ account, list }: ViewProps) {
  const { rows, total, unread, search } = list
  const path = `/${account}/notifications`
  return (
    <>
      <PageHeader
        title={words('notifications.title')}
        action={unread.count > 0 ? <MarkAllRead account={account} /> : undefined}
      >
        {words('notifications.intro')}
      </PageHeader>
      <Tabs
        label={words('notifications.title')}
        tabs={[
          {
            label: words('notifications.tabs.all'),
            href: path,
            count: countWords(total),
            isCurrent: search.show === 'all',
          },
          {
            label: words('notifications.tabs.unread'),
            href: `${path}?show=unread`,
            count: countWords(unread),
            isCurrent: search.show === 'unread',
          },
        ]}
      />
      {list.previous ? null : (
        <RefreshOnNews
          unread={Math.min(unread.count, BELL_BOUND)}
          newest={search.show === 'all' ? (rows[0]?.id ?? null) : null}
        />
      )}
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
    <EmptyState icon={<Bell />} title={words('notifications.empty.allRead')} />
  ) : (
    <EmptyState icon={<Bell />} title={words('notifications.empty.title')}>
      {words('notifications.empty.text')}
    </EmptyState>
  )
}

function Pages({ path, list: { previous, next, search } }: { path: string; list: ViewProps['list'] }) {
  if (!previous && !next) return null
  const at = (cursor: string) => `${path}?${new URLSearchParams({ show: search.show, cursor })}`
  return (
    <nav aria-label={words('notifications.pages.label')} className="flex justify-end gap-2">
      {previous ? (
        <LinkButton size="sm" href={at(previous)}>
          {words('notifications.pages.newer')}
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton size="sm" href={at(next)}>
          {words('notifications.pages.older')}
        </LinkButton>
      ) : null}
    </nav>
  )
}

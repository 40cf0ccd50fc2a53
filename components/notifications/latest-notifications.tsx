'use client'

import { useCallback, useEffect, useState } from 'react'
import { latestNotificationsAction } from '@/lib/frame/actions'
import type { NotificationRow } from '@/lib/notifications/queries'
import { words } from '@/messages/words'
import { Link } from '../ui/link'
import { Skeleton } from '../ui/skeleton'
import { MarkAllRead } from './mark-all-read'
import { NotificationItem } from './notification-item'

/** What the bell opens: the latest ten, fetched when it is first opened. */
export function LatestNotifications({ account }: { account: string }) {
  const [rows, setRows] = useState<NotificationRow[] | 'loading' | 'failed'>('loading')
  const load = useCallback(() => {
    latestNotificationsAction(account).then(
      (latest) => setRows(latest ?? 'failed'),
      () => setRows('failed'),
    )
  }, [account])
  useEffect(load, [load])
  return (
    <section aria-label={words('notifications.latestNotifications.notifications')}>
      <div className="flex items-center justify-between gap-3 border-b border-line px-4 py-2">
        <h2 className="font-semibold">{words('notifications.latestNotifications.notifications')}</h2>
        {Array.isArray(rows) && rows.some(({ isRead }) => !isRead) ? (
          <MarkAllRead account={account} onDone={load} />
        ) : null}
      </div>
      <Latest account={account} rows={rows} onAnswer={load} />
      <div className="border-t border-line px-4 py-2">
        <Link className="text-link" href={`/${account}/notifications`}>
          {words('notifications.latestNotifications.seeAll')}
        </Link>
      </div>
    </section>
  )
}

type LatestProps = { account: string; rows: NotificationRow[] | 'loading' | 'failed'; onAnswer: () => void }

function Latest({ account, rows, onAnswer }: LatestProps) {
  if (rows === 'loading')
    return (
      <div role="status" className="grid gap-2 px-4 py-4">
        <span className="sr-only">{words('notifications.latestNotifications.loading')}</span>
        <Skeleton className="w-64" />
        <Skeleton className="w-24" />
      </div>
    )
  if (rows === 'failed')
    return (
      <p role="alert" className="px-4 py-4">
        {words('notifications.latestNotifications.theyCouldNotBeLoadedOpenAllOf')}
      </p>
    )
  if (rows.length === 0)
    return (
      <p className="px-4 py-6 text-center text-muted">
        {words('notifications.latestNotifications.nothingYetInvitationsAnd')}
      </p>
    )
  return (
    <ul className="max-h-[60vh] overflow-y-auto" tabIndex={-1}>
      {rows.map((row) => (
        <li key={row.id} className="border-line not-first:border-t px-4 py-3">
          <NotificationItem account={account} row={row} onAnswer={onAnswer} />
        </li>
      ))}
    </ul>
  )
}

'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { latestNotificationsAction } from '@/lib/frame/actions'
import type { NotificationRow } from '@/lib/notifications/queries'
import { words } from '@/messages/words'
import { Link } from '../ui/link'
import { Skeleton } from '../ui/skeleton'
import { onBell } from './live/bell-event'
import { MarkAllRead } from './mark-all-read'
import { NotificationItem } from './notification-item'

type Latest = { rows: NotificationRow[]; unread: number }

/** What the bell opens: the latest ten, fetched when it is first opened, and again when the bell has changed. */
export function LatestNotifications({ account }: { account: string }) {
  const box = useRef<HTMLElement>(null)
  const [latest, setLatest] = useState<Latest | 'loading' | 'failed'>('loading')
  const load = useCallback(() => {
    latestNotificationsAction(account).then(
      (given) => setLatest(given ?? 'failed'),
      () => setLatest('failed'),
    )
  }, [account])
  useEffect(load, [load])
  useEffect(() => whileOpen(box.current?.closest('[popover]'), load), [load])
  const markedAll = () => {
    box.current?.focus() // the button goes away
    load()
  }
  const unread = typeof latest === 'string' ? 0 : latest.unread
  return (
    <section ref={box} tabIndex={-1} aria-label={words('notifications.title')}>
      <div className="flex min-h-12 items-center justify-between gap-3 border-b border-line px-4 py-2">
        <h2 className="font-semibold">
          {words('notifications.title')}
          {unread > 0 ? (
            <span className="ms-2 font-normal text-[13px] text-muted">
              {words('notifications.unread', { count: unread })}
            </span>
          ) : null}
        </h2>
        {unread > 0 ? <MarkAllRead account={account} onDone={markedAll} /> : null}
      </div>
      <Lines account={account} latest={latest} onChange={load} />
      <div className="border-t border-line px-4 py-2">
        <Link className="text-link" href={`/${account}/notifications`}>
          {words('notifications.bell.seeAll')}
        </Link>
      </div>
    </section>
  )
}

/** Calls `load` when the bell has changed: at once while the panel is open, otherwise when it opens next. */
function whileOpen(panel: Element | null | undefined, load: () => void): () => void {
  let isStale = false
  const changed = () => {
    if (panel?.matches(':popover-open')) load()
    else isStale = true
  }
  const toggled = (event: Event) => {
    if (!isStale || (event as ToggleEvent).newState !== 'open') return
    isStale = false
    load()
  }
  const leave = onBell(changed)
  panel?.addEventListener('toggle', toggled)
  return () => {
    leave()
    panel?.removeEventListener('toggle', toggled)
  }
}

type LinesProps = { account: string; latest: Latest | 'loading' | 'failed'; onChange: () => void }

function Lines({ account, latest, onChange }: LinesProps) {
  if (latest === 'loading')
    return (
      <div role="status" className="grid gap-2 px-4 py-4">
        <span className="sr-only">{words('notifications.bell.loading')}</span>
        <Skeleton className="w-64" />
        <Skeleton className="w-24" />
      </div>
    )
  if (latest === 'failed')
    return (
      <p role="alert" className="px-4 py-4">
        {words('notifications.bell.failed')}
      </p>
    )
  if (latest.rows.length === 0)
    return <p className="px-4 py-6 text-center text-muted">{words('notifications.bell.empty')}</p>
  return (
    <ul className="max-h-[60vh] overflow-y-auto" tabIndex={-1}>
      {latest.rows.map((row) => (
        <li key={row.id} className="border-line not-first:border-t px-4 py-3">
          <NotificationItem account={account} row={row} onChange={onChange} />
        </li>
      ))}
    </ul>
  )
}

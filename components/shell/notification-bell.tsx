'use client'

import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { words } from '@/messages/words'
import { Bell } from '../ui/icons'
import { Link } from '../ui/link'
import { useLiveBell } from './use-live-bell'

type NotificationBellProps = {
  viewerId: string
  /** As of when the page was made. */
  unread: number
  /** The page with all notifications, where the bell leads without JavaScript. */
  href: string
  /** What opens below the bell; mounted when it is first opened. */
  children?: ReactNode
}

/** How much is new, as it changes. Opens what it was given, or leads to the page. */
export function NotificationBell({ viewerId, unread: atFirst, href, children }: NotificationBellProps) {
  const box = useRef<HTMLDivElement>(null)
  const [wasOpened, setOpened] = useState(false)
  const unread = useLiveBell(viewerId, atFirst)
  const open = (event: MouseEvent) => {
    if (!children || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setOpened(true)
    box.current?.togglePopover()
  }
  const closeOnLink = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a')) box.current?.hidePopover()
  }
  return (
    <>
      <Link
        href={href}
        className="bar-button"
        aria-label={
          unread > 0
            ? words('notifications.bell.labelUnread', { count: unread })
            : words('notifications.bell.label')
        }
        onClick={open}
      >
        <Bell aria-hidden="true" />
        {unread > 0 ? (
          <span aria-hidden="true" className="bell-count">
            {unread > 99 ? '99+' : unread}
          </span>
        ) : null}
      </Link>
      {children ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a key on a link clicks it
        // biome-ignore lint/a11y/noStaticElementInteractions: only listens to the links inside
        <div ref={box} popover="auto" className="pop pop--end pop--wide" onClick={closeOnLink}>
          {wasOpened ? children : null}
        </div>
      ) : null}
    </>
  )
}

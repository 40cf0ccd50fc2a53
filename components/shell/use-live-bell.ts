'use client'

import { useEffect, useRef, useState } from 'react'
import { words } from '@/messages/words'
import { onBell } from '../notifications/live/bell-event'

/** How much is unread: what the page was made with, until the live part, which loads when the page rests, knows better. */
export function useLiveBell(viewerId: string, unread: number): number {
  const [shown, setShown] = useState({ from: unread, unread })
  if (shown.from !== unread) setShown({ from: unread, unread })
  const first = useRef(unread)

  useEffect(() => onBell((bell) => setShown(({ from }) => ({ from, unread: bell.unread }))), [])
  useEffect(() => {
    let end: (() => void) | undefined
    let isGone = false
    const begin = async () => {
      const { followBell } = await import('../notifications/live/live-bell')
      if (isGone) return
      end = followBell(viewerId, first.current, (count) => words('notifications.bell.news', { count }))
    }
    const cancel = whenAtRest(() => void begin().catch(() => {})) // without the live part the bell is as the page was made
    return () => {
      isGone = true
      cancel()
      end?.()
    }
  }, [viewerId])
  return shown.from === unread ? shown.unread : unread
}

/** Safari knows no idle callbacks. */
function whenAtRest(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(run, { timeout: 3_000 })
    return () => cancelIdleCallback(id)
  }
  const timer = setTimeout(run, 1_000)
  return () => clearTimeout(timer)
}

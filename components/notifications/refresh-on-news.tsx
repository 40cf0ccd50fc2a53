'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { onBell } from './live/bell-event'

type RefreshOnNewsProps = {
  /** What the list was made with: at most 100, as the bell counts, and the newest line where it stands on the page. */
  unread: number
  newest: string | null
}

/** Brings a list of notifications up to date when the bell shows something else than it. */
export function RefreshOnNews({ unread, newest }: RefreshOnNewsProps) {
  const router = useRouter()
  useEffect(
    () =>
      onBell((bell) => {
        if (bell.unread !== unread || (newest !== null && bell.newest !== newest)) router.refresh()
      }),
    [router, unread, newest],
  )
  return null
}

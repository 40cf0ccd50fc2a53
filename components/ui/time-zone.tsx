'use client'

import { useEffect } from 'react'

/** Puts the reader's own zone into the hover text of every `Time`, when it is pointed at. */
export function TimeZone() {
  useEffect(() => {
    const own = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const show = (event: Event) => {
      const time = event.target instanceof Element ? event.target.closest('time') : null
      if (time?.dateTime) time.title = `${own.format(new Date(time.dateTime))} (${zone})`
    }
    document.addEventListener('pointerover', show, { passive: true })
    return () => document.removeEventListener('pointerover', show)
  }, [])
  return null
}

'use client'

import { useEffect } from 'react'
import { dateWords } from '@/messages/dates'
import { reader, TIME_ZONE_COOKIE } from '@/messages/reader'
import { words } from '@/messages/words'
import { timeWords } from './time'

const YEAR_SECONDS = 365 * 24 * 3600

/** Tells the server the reader's zone, puts right what it wrote before it knew, and shows the whole moment on hover. */
export function TimeZone({ written }: { written: string | null }) {
  useEffect(() => {
    const zone = reader().timeZone
    if (!zone || zone === written) return
    // The server has to read it with the first request, so it is no setting of the page.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = words('ui.timeZone.pathMaxAgeSamesiteLax', {
      timeZoneCookie: TIME_ZONE_COOKIE,
      zone: encodeURIComponent(zone),
      yearSeconds: YEAR_SECONDS,
    })
    for (const time of document.querySelectorAll('time')) putRight(time)
  }, [written])
  useEffect(() => {
    const show = (event: Event) => {
      const time = event.target instanceof Element ? event.target.closest('time') : null
      if (time?.dateTime && !time.title) time.title = dateWords(new Date(time.dateTime), 'moment')
    }
    document.addEventListener('pointerover', show, { passive: true })
    return () => document.removeEventListener('pointerover', show)
  }, [])
  return null
}

/** In the text that React made, so that it goes on writing into it. */
function putRight(time: HTMLTimeElement) {
  const show = time.dataset.show
  const text = time.firstChild
  if (text && (show === undefined || show === 'date' || show === 'moment'))
    text.nodeValue = timeWords(new Date(time.dateTime), show)
}

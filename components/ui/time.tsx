import { dateWords, relativeWords } from '@/messages/dates'

type TimeProps = {
  at: Date | string
  /** `relative`: "3 hours ago", the whole moment on hover. `date`: "3 May 2026". `moment`: "3 May 2026, 16:02 CEST". */
  show?: 'relative' | 'date' | 'moment'
}

/**
 * A moment in the reader's zone. A first visit has not told it yet: the server writes UTC, and `TimeZone` in the layout puts it right.
 * Relative words may differ by a breath between server and browser; hence, and for that visit, the exemption.
 */
export function Time({ at, show = 'relative' }: TimeProps) {
  const moment = typeof at === 'string' ? new Date(at) : at
  return (
    <time
      dateTime={moment.toISOString()}
      data-show={show === 'relative' ? undefined : show}
      suppressHydrationWarning
    >
      {timeWords(moment, show)}
    </time>
  )
}

export function timeWords(moment: Date, show: TimeProps['show'] = 'relative'): string {
  return show === 'relative' ? relativeWords(moment, Date.now()) : dateWords(moment, show)
}

type TimeProps = {
  at: Date | string
  /** `relative`: "3 hours ago", the whole moment on hover. `date`: "3 May 2026". `moment`: "3 May 2026, 14:02 UTC". */
  show?: 'relative' | 'date' | 'moment'
}

/**
 * A moment in time as plain HTML. The server writes UTC; `TimeZone` in the layout puts the reader's own zone into the
 * hover text. Relative words may differ by a breath between server and browser, hence the exemption.
 */
export function Time({ at, show = 'relative' }: TimeProps) {
  const moment = typeof at === 'string' ? new Date(at) : at
  const words =
    show === 'relative' ? relative(moment, Date.now()) : show === 'date' ? date(moment) : utc(moment)
  return (
    <time dateTime={moment.toISOString()} title={utc(moment)} suppressHydrationWarning>
      {words}
    </time>
  )
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function date(moment: Date): string {
  return `${moment.getUTCDate()} ${months[moment.getUTCMonth()]} ${moment.getUTCFullYear()}`
}

function utc(moment: Date): string {
  return `${date(moment)}, ${moment.toISOString().slice(11, 16)} UTC`
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "just now", "5 minutes ago", "in 3 days"; a date when it is further than a month away. */
export function relative(moment: Date, now: number): string {
  const distance = moment.getTime() - now
  const size = Math.abs(distance)
  if (size < minute) return distance > 0 ? 'in a moment' : 'just now'
  if (size < hour) return phrase(distance, minute, 'minute')
  if (size < day) return phrase(distance, hour, 'hour')
  if (size < 31 * day) return phrase(distance, day, 'day')
  return date(moment)
}

function phrase(distance: number, unit: number, word: string): string {
  const count = Math.floor(Math.abs(distance) / unit)
  const words = `${count} ${word}${count === 1 ? '' : 's'}`
  return distance > 0 ? `in ${words}` : `${words} ago`
}

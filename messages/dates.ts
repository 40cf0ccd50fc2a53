import { reader, writtenIn } from './reader'
import { words } from './words'

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const

const styles = {
  /** "3 May 2026". */
  date: DAY,
  /** "3 May 2026, 16:02 CEST". */
  moment: { ...DAY, ...CLOCK },
  /** "3 May 2026 at 16:02 CEST", the month in full. */
  letter: { ...DAY, month: 'long', ...CLOCK },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** A moment in the reader's own zone; in UTC as long as nobody told it. What shows a clock says which. */
export function dateWords(at: Date | number, style: keyof typeof styles): string {
  const { locale, timeZone } = reader()
  return formatter(locale, style, timeZone ?? 'UTC').format(at)
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "just now", "5 minutes ago", "in 3 days"; a date when it is further than a month away. */
export function relativeWords(at: Date | number, now: number): string {
  const distance = at.valueOf() - now
  const size = Math.abs(distance)
  if (size < minute) return words(distance > 0 ? 'ui.time.inAMoment' : 'ui.time.justNow')
  if (size < hour) return counted(distance / minute, 'minute')
  if (size < day) return counted(distance / hour, 'hour')
  if (size < 31 * day) return counted(distance / day, 'day')
  return dateWords(at, 'date')
}

const counted = (distance: number, unit: Intl.RelativeTimeFormatUnit) =>
  relativeFormatter(reader().locale).format(Math.trunc(distance), unit)

const formatters = new Map<string, Intl.DateTimeFormat>()
const relativeFormatters = new Map<string, Intl.RelativeTimeFormat>()

function formatter(locale: string, style: keyof typeof styles, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${style} ${timeZone}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(writtenIn(locale), { ...styles[style], timeZone })
  formatters.set(key, made)
  return made
}

function relativeFormatter(locale: string): Intl.RelativeTimeFormat {
  const known = relativeFormatters.get(locale)
  if (known) return known
  const made = new Intl.RelativeTimeFormat(writtenIn(locale))
  relativeFormatters.set(locale, made)
  return made
}

/** A day as it stands in an address, `2026-05-03`: the same day whoever reads it. */
export function dayWords(day: string): string {
  return formatter(reader().locale, 'date', 'UTC').format(new Date(`${day}T12:00:00Z`))
}

/** The day of a moment where the reader is, as a date field takes it; nothing for none. */
export const dayOf = (at: Date | null): string =>
  at ? new Intl.DateTimeFormat('sv-SE', { timeZone: reader().timeZone ?? 'UTC' }).format(at) : ''

import { z } from 'zod'
import { reader } from '@/messages/reader'
import { says } from '@/messages/words'

const DAY = /^\d{4}-\d\d-\d\d$/

/**
 * The end date of a grant as a form gives it: a day, which counts until it is over where the reader is, or a moment; an empty one means
 * that it does not end by itself. Becomes a `Date` or null.
 */
export const EndDate = z
  .preprocess((value) => (value === '' || value === undefined ? null : value), z.string().max(40).nullable())
  .transform((text) => (text === null ? null : momentOf(text)))
  .refine((moment) => moment === null || !Number.isNaN(moment.getTime()), says('teams.until.unreadable'))
  .refine((moment) => moment === null || moment.getTime() > Date.now(), says('teams.until.past'))

function momentOf(text: string): Date {
  if (DAY.test(text)) return endOfDay(text, reader().timeZone ?? 'UTC')
  return z.iso.datetime({ offset: true }).safeParse(text).success ? new Date(text) : new Date(Number.NaN)
}

/** The last moment of a day where that zone is kept. */
export function endOfDay(day: string, timeZone: string): Date {
  const last = new Date(`${day}T23:59:59.999Z`)
  if (Number.isNaN(last.getTime()) || last.toISOString().slice(0, 10) !== day) return new Date(Number.NaN)
  const first = last.getTime() - offsetAt(last, timeZone)
  // Around a change of the clock the offset there is not the one here.
  return new Date(last.getTime() - offsetAt(new Date(first), timeZone))
}

/** By how much the clocks of the zone are ahead of UTC, in milliseconds. */
function offsetAt(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(moment)
  const [, sign, hours, minutes] =
    /GMT([+-])(\d\d):(\d\d)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
}

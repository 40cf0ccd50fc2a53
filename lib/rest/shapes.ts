import 'server-only'
import { z } from 'zod'
import { says } from '@/messages/words'
import { MOST_AT_ONCE } from './limits'

/** A time as it is given: RFC 3339 with microseconds, UTC. */
export const Instant = z.iso.datetime({ precision: 6 })

/** Takes a `Date`, or a time as PostgreSQL writes it in UTC. */
export function instant(at: Date | string): string {
  const fromDatabase =
    typeof at === 'string' &&
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:\+00(?::?00)?|Z)$/.exec(at)
  if (!fromDatabase) return new Date(at).toISOString().replace('Z', '000Z')
  const [, day, time, part = ''] = fromDatabase
  return `${day}T${time}.${part.padEnd(6, '0')}Z`
}

/** An enum of the public protocol: taken as its name, in any case, or its number, and handed on as the number. */
export function enumOf(numbers: Record<string, number>) {
  const names = Object.keys(numbers)
  const Name = z.enum([...names, ...names.map((name) => name.toLowerCase())])
  return z
    .union([z.literal(Object.values(numbers)), Name], says('rest.unknownWord', { words: names.join(', ') }))
    .transform((given) => (typeof given === 'number' ? given : (numbers[given.toUpperCase()] ?? 0))) // a name is one of `numbers`
}

/** Things of a write: always several, also where there is one. */
export const several = <I extends z.ZodType>(item: I) => z.array(item).min(1).max(MOST_AT_ONCE)

export const ACTIONS = ['overwrite', 'merge', 'remove'] as const
export const Action = z.enum(ACTIONS)

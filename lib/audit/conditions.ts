import 'server-only'
import { parseDate, toZoned } from '@internationalized/date'
import type { Fragment } from 'postgres'
import type { Connection } from '@/db/client'
import { eventSentence } from './event-sentence'
import { type EventName, events } from './events'
import type { AuditFilters } from './schemas'

/** Where an entry stands: newest first by moment, then by kind and number. */
export type Position = { occurredAt: string; kind: 'event' | 'refusal'; rowId: string }

export type Wanted = Omit<AuditFilters, 'zone'> & { limit: number; past: Position | null; isUp: boolean }

/** What every branch of a search is made of. */
export type Shared = { sql: Connection; orgId: string; wanted: Wanted; words: Word[]; range: Range }
/** A word that was typed, and the events whose sentence holds it. */
export type Word = { text: string; events: EventName[] }
/** Moments as text: drizzle turns the driver's own writing of dates off. */
type Range = { from: string | null; to: string | null }

export function wordsOf(q: string | undefined): Word[] {
  const typed = q?.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8) ?? []
  const sentences = typed.length > 0 ? events.map((event) => [event, sentenceOf(event)] as const) : []
  return typed.map((text) => ({
    text,
    events: sentences.filter(([, sentence]) => sentence.includes(text)).map(([event]) => event),
  }))
}

const sentenceOf = (event: EventName) =>
  eventSentence({ event, target: null, before: null, after: null, actor: { name: '' } }).toLowerCase()

/** Days of the zone that the address names, as moments. Where it names none, days of UTC. */
export function rangeOf({ from, to, zone = 'UTC' }: AuditFilters): Range {
  const start = (day: string, plus: number) =>
    toZoned(parseDate(day).add({ days: plus }), zone)
      .toDate()
      .toISOString()
  return { from: from ? start(from, 0) : null, to: to ? start(to, 1) : null }
}

/** What an entry's columns are called where it is looked for. */
export type Source = {
  table: string
  rowId: Fragment
  kind: Fragment
  event: Fragment
  outcome: Fragment
  hasTarget: boolean
  text: Fragment
}

/** Everything but the words. */
export function conditions({ sql, wanted, range }: Shared, from: Source): Fragment {
  const at = sql`${sql(from.table)}.occurred_at`
  const column = (name: string) => sql`${sql(from.table)}.${sql(name)}`
  const { actor, kind, target, outcome, event, past, isUp } = wanted
  const side = isUp ? sql`>` : sql`<`
  return sql`
    ${range.from ? sql`and ${at} >= ${range.from}::timestamptz` : sql``} ${range.to ? sql`and ${at} < ${range.to}::timestamptz` : sql``}
    ${past ? sql`and ${at} ${side}= ${past.occurredAt}::timestamptz and (${at}, ${from.kind}, ${from.rowId}) ${side} (${past.occurredAt}::timestamptz, ${past.kind}, ${past.rowId}::bigint)` : sql``}
    ${actor ? sql`and ${column('actor_id')} = ${actor}::uuid` : sql``}
    ${kind ? (from.hasTarget ? sql`and ${column('target_kind')} = ${kind}` : sql`and false`) : sql``}
    ${target ? (from.hasTarget ? sql`and ${column('target_id')} = ${target}::uuid` : sql`and false`) : sql``}
    ${outcome ? sql`and ${from.outcome} = ${outcome}` : sql``}
    ${event.length > 0 ? sql`and ${from.event} = any(${event}::text[])` : sql``}`
}

/** Each word that was typed stands in its names, or in its sentence. */
export const holdsWords = ({ sql, words }: Shared, from: Source): Fragment =>
  words
    .map(
      ({ text, events: said }) =>
        sql`and (${from.text} like ${pattern(text)} or ${from.event} = any(${said}::text[]))`,
    )
    .reduce((all, next) => sql`${all} ${next}`, sql``)

const pattern = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`
export const direction = (sql: Connection, { isUp }: Wanted) => (isUp ? sql`asc` : sql`desc`)

export function order(sql: Connection, wanted: Wanted, prefix = sql``): Fragment {
  const way = direction(sql, wanted)
  return sql`${prefix}occurred_at ${way}, ${prefix}kind ${way}, ${prefix}row_id ${way}`
}

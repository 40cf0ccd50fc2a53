import 'server-only'
import type { PendingQuery, Row } from 'postgres'
import type { Connection } from '@/db/client'
import type { AuditDetail } from '@/db/schema'
import type { Closing } from '@/db/tenant'
import type { Origin, Person } from '@/lib/actor'
import type { EventName } from './events'

/** What a command says about one change it made. Never holds a secret. */
export type AuditEntry = {
  event: EventName
  target?: { kind: string; id: string | null; name: string }
  before?: AuditDetail
  after?: AuditDetail
}

export type Author = { kind: 'person' | 'token' | 'anonymous' | 'system'; id: string | null; name: string }

/** A person as the history names them, with the token that did it for them. */
export const authorOf = ({
  id,
  firstName,
  lastName,
  token,
}: Pick<Person, 'id' | 'firstName' | 'lastName' | 'token'>): Author =>
  token
    ? { kind: 'token', id, name: `${firstName} ${lastName} (${token.name})` }
    : { kind: 'person', id, name: `${firstName} ${lastName}` }

/** The statement that adds these entries to the history of the entered tenant, all of them at once. */
export function recordEntries(
  sql: Connection,
  entries: AuditEntry[],
  change: string,
  author: Author,
  origin: Origin,
): Closing {
  if (entries.length === 0) return []
  const rows = entries.map(({ event, target, before, after }) => ({
    event,
    target_kind: target?.kind ?? null,
    target_id: target?.id ?? null,
    target_name: target?.name ?? null,
    before: before ?? null,
    after: after ?? null,
  }))
  return [
    recordFrom(
      sql,
      sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
          as r(event text, target_kind text, target_id uuid, target_name text, before jsonb, after jsonb)`,
      change,
      author,
      origin,
    ),
  ]
}

/**
 * The same for entries that the database has at hand, as a part of another statement: `rows` gives event, target_kind, target_id,
 * target_name, before and after, under the name `r`.
 */
export function recordFrom(
  sql: Connection,
  rows: PendingQuery<Row[]>,
  change: string,
  author: Author,
  origin: Origin,
): PendingQuery<Row[]> {
  return sql`
    insert into audit_events (change_id, event, target_kind, target_id, target_name, before, after,
                              actor_kind, actor_id, actor_name, address, user_agent, request_id)
    select ${change}::uuid, r.event, r.target_kind, r.target_id, r.target_name, r.before, r.after,
           ${author.kind}, ${author.id}::uuid, ${author.name}, ${origin.address}, ${origin.userAgent?.slice(0, 400) ?? null},
           ${origin.requestId}
      from ${rows}`
}

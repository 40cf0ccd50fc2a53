import 'server-only'
import type { Fragment } from 'postgres'
import type { Connection } from '@/db/client'
import type { AuditDetail } from '@/db/schema'
import { PERMISSIONS, sentenceOf } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import type { Position } from './conditions'
import { eventSentence } from './event-sentence'

/** An entry of the audit log with every detail there is. */
export type AuditRow = Position & {
  /** As it stands in an address: `e17`, `r5`. */
  id: string
  event: string
  outcome: 'done' | 'refused'
  /** What follows the name of who did it. */
  sentence: string
  actor: { kind: string; id: string | null; name: string }
  target: { kind: string; id: string | null; name: string } | null
  before: AuditDetail | null
  after: AuditDetail | null
  address: string | null
  userAgent: string | null
  requestId: string | null
  /** The change that it was part of; null for what was refused. */
  changeId: string | null
  /** Why it was refused, and the permission that was missing. */
  refusal: { reason: string; permission: string | null; account: string } | null
  /** Its place in the chain, and the hash there; null while it waits to be sealed. */
  seal: { seq: number; hash: string } | null
}

type Fetched = {
  occurred_at: string
  kind: 'event' | 'refusal'
  row_id: string
  event: string
  actor_kind: string
  actor_id: string | null
  actor_name: string
  target_kind: string | null
  target_id: string | null
  target_name: string | null
  before: AuditDetail | null
  after: AuditDetail | null
  address: string | null
  user_agent: string | null
  request_id: string | null
  change_id: string | null
  reason: string | null
  permission: string | null
  account: string | null
  seq: string | null
  hash: string | null
}

/** The entries with these keys (a query of `occurred_at, kind, row_id`), each with every detail, in the order of `direction`. */
export async function rowsOf(
  sql: Connection,
  orgId: string,
  keys: Fragment,
  direction: 'asc' | 'desc',
): Promise<AuditRow[]> {
  const way = direction === 'asc' ? sql`asc` : sql`desc`
  const rows = await sql<Fetched[]>`
    select to_char(k.occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred_at, k.kind, k.row_id::text,
           coalesce(e.event, r.operation) as event, coalesce(e.actor_kind, r.actor_kind) as actor_kind,
           coalesce(e.actor_id, r.actor_id) as actor_id, coalesce(e.actor_name, r.actor_name) as actor_name,
           e.target_kind, e.target_id, e.target_name, e.before, e.after, coalesce(e.address, r.address) as address,
           coalesce(e.user_agent, r.user_agent) as user_agent, coalesce(e.request_id, r.request_id) as request_id, e.change_id,
           r.reason, r.permission, r.account, s.seq::text, encode(s.hash, 'hex') as hash
      from (${keys}) k
      left join audit_events e on k.kind = 'event' and e.org_id = ${orgId}::uuid and e.id = k.row_id
      left join refused_attempts r on k.kind = 'refusal' and r.org_id = ${orgId}::uuid and r.id = k.row_id
      left join audit_seals s on s.org_id = ${orgId}::uuid and s.kind = k.kind and s.row_id = k.row_id
     where e.id is not null or r.id is not null
     order by k.occurred_at ${way}, k.kind ${way}, k.row_id ${way}`
  return rows.map(shown)
}

function shown(row: Fetched): AuditRow {
  const isEvent = row.kind === 'event'
  const told = {
    event: row.event,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name || words('audit.nobody') },
    target: row.target_kind
      ? { kind: row.target_kind, id: row.target_id, name: row.target_name ?? '' }
      : null,
    before: row.before,
    after: row.after,
  }
  return {
    id: `${isEvent ? 'e' : 'r'}${row.row_id}`,
    occurredAt: row.occurred_at,
    kind: row.kind,
    rowId: row.row_id,
    ...told,
    outcome: isEvent ? 'done' : 'refused',
    sentence: isEvent ? eventSentence(told) : refusalSentence(row),
    address: row.address,
    userAgent: row.user_agent,
    requestId: row.request_id,
    changeId: row.change_id,
    refusal: isEvent
      ? null
      : { reason: row.reason ?? '', permission: row.permission, account: row.account ?? '' },
    seal: row.seq && row.hash ? { seq: Number(row.seq), hash: row.hash } : null,
  }
}

function refusalSentence({ reason, permission, event }: Fetched): string {
  const known = PERMISSIONS.find((one) => one === permission)
  if (known) return words('audit.refusedPermission', { what: words(sentenceOf(known)) })
  return reason === 'not_found'
    ? words('audit.refusedNotFound')
    : words('audit.refusedOther', { operation: event })
}

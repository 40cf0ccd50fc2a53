import 'server-only'
import { z } from 'zod'
import { listAudit } from '@/lib/audit/list'
import { nextCursor, paged, pageOf } from '../lists'
import { operation } from '../operation'
import { Instant, instant } from '../shapes'

const Named = z.object({ kind: z.string(), id: z.string().optional(), name: z.string() })
const Entry = z.object({
  id: z.string(),
  timestamp: Instant,
  operation: z.string(),
  description: z.string(),
  outcome: z.enum(['done', 'refused']),
  actor: Named,
  target: Named.optional(),
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
  source_ip: z.string().optional(),
  user_agent: z.string().optional(),
  req_id: z.string().optional(),
})

const Query = z.object({
  text: z.string().max(100).optional(),
  operations: z.array(z.string().max(60)).max(50).default([]),
  user_id: z.uuid().optional(),
  target_id: z.uuid().optional(),
  target_kind: z.string().max(40).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  /** Days, the first and the last, in UTC. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})

export const postAuditLogSearches = operation({
  name: 'PostAuditLogSearches',
  method: 'POST',
  path: '/v2/users/{user_id}/audit_log/searches',
  auth: 'PATAuth',
  scopes: ['AuditLogs:Get'],
  body: z.object({ query: Query.prefault({}), pagination: z.object(paged).prefault({}) }),
  answer: z.object({ entries: z.array(Entry), ...nextCursor }),
  async run({ caller, params, body: { query, pagination } }) {
    const { text, operations, user_id, target_id, target_kind, outcome, from, to } = query
    const filters = {
      q: text,
      event: operations,
      actor: user_id,
      target: target_id,
      kind: target_kind,
      outcome,
      from,
      to,
      zone: 'UTC',
    }
    const { rows, ...rest } = await pageOf(pagination, `audit.${JSON.stringify(filters)}`, (size, cursor) =>
      listAudit(caller, params.user_id, { ...filters, size, cursor }),
    )
    const entries = rows.map((row) => ({
      id: row.id,
      timestamp: instant(row.occurredAt),
      operation: row.event,
      description: `${row.actor.name} ${row.sentence}`.trim(),
      outcome: row.outcome,
      actor: named(row.actor),
      ...(row.target ? { target: named(row.target) } : {}),
      ...(row.before ? { before: row.before } : {}),
      ...(row.after ? { after: row.after } : {}),
      ...(row.address ? { source_ip: row.address } : {}),
      ...(row.userAgent ? { user_agent: row.userAgent } : {}),
      ...(row.requestId ? { req_id: row.requestId } : {}),
    }))
    return { entries, ...rest }
  },
})

const named = ({ kind, id, name }: { kind: string; id: string | null; name: string }) => ({
  kind,
  ...(id ? { id } : {}),
  name,
})

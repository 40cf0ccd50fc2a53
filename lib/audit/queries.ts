import 'server-only'
import { z } from 'zod'
import type { AuditDetail } from '@/db/schema'
import { query } from '@/lib/query'

export type RecentEvent = {
  id: string
  event: string
  occurredAt: string
  actor: { id: string | null; name: string }
  target: { kind: string; name: string } | null
  before: AuditDetail | null
  after: AuditDetail | null
}

type EventRow = {
  id: string
  event: string
  occurred_at: string
  actor_id: string | null
  actor_name: string
  target_kind: string | null
  target_name: string | null
  before: AuditDetail | null
  after: AuditDetail | null
}

/** The latest changes in an account, newest first. */
export const listRecentEvents = query({
  name: 'listRecentEvents',
  permission: 'audit.view',
  input: z.object({ limit: z.int().min(1).max(50).default(8) }),
  async run({ sql, account, input }): Promise<RecentEvent[]> {
    const rows = await sql<EventRow[]>`
      select id, event, occurred_at, actor_id, actor_name, target_kind, target_name, before, after
        from audit_events where org_id = ${account.id}::uuid order by occurred_at desc, id desc limit ${input.limit}`
    return rows.map((row) => ({
      id: String(row.id),
      event: row.event,
      occurredAt: row.occurred_at,
      actor: { id: row.actor_id, name: row.actor_name },
      target: row.target_kind && row.target_name ? { kind: row.target_kind, name: row.target_name } : null,
      before: row.before,
      after: row.after,
    }))
  },
})

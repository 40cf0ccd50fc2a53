import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { notFound } from '@/lib/errors'
import { pageOf, readCursor } from '@/lib/paging'
import { query } from '@/lib/query'
import { isStorable } from '@/lib/storable'
import type { Position } from './conditions'
import { keysOf } from './filter'
import { rowsOf } from './rows'
import { AuditEntryInput, AuditSearch } from './schemas'

/**
 * The audit log of an account, newest first, one page of it: what was done and what was refused. At constant cost however deep, also
 * with filters (`lib/audit/filter.ts`).
 */
export const listAudit = query({
  name: 'listAudit',
  permission: 'audit.view',
  input: AuditSearch,
  async run({ sql, account, input }) {
    const cursor = readCursor(input.cursor)
    const past = positionIn(cursor?.values)
    const isUp = Boolean(past) && cursor?.toward === 'before'
    const [{ keys }, sealing, names] = await Promise.all([
      keysOf(sql, account.id, input, { limit: input.size + 1, past, isUp }),
      sealingOf(sql, account.id),
      namesOf(sql, account.id, input),
    ])
    const rows = await rowsOf(sql, account.id, keys, isUp ? 'asc' : 'desc')
    const page = pageOf(rows, input.size, past ? cursor : null, (row) => [
      row.occurredAt,
      row.kind,
      row.rowId,
    ])
    return { ...page, account, search: input, names, sealing }
  },
})

/** One entry of the audit log. Throws `not_found` where there is none, or none in this account. */
export const getAuditEntry = query({
  name: 'getAuditEntry',
  permission: 'audit.view',
  input: AuditEntryInput,
  async run({ sql, account, input }) {
    const kind = input.entry.startsWith('e') ? 'event' : 'refusal'
    const table = sql(kind === 'event' ? 'audit_events' : 'refused_attempts')
    const keys = sql`select occurred_at, ${kind}::text as kind, id as row_id from ${table}
                      where org_id = ${account.id}::uuid and id = ${input.entry.slice(1)}::bigint`
    const [row] = await rowsOf(sql, account.id, keys, 'desc')
    if (!row) throw notFound('entry')
    return { account, row }
  },
})

export type Sealing = {
  /** The last checkpoint; null where nothing is sealed yet. */
  checkpoint: { seq: number; sealedAt: Date } | null
  /** Whether something waits to be sealed. */
  isWaiting: boolean
}

async function sealingOf(sql: Connection, orgId: string): Promise<Sealing> {
  const [row] = await sql<{ seq: string | null; sealed_at: string | null; waiting: boolean }[]>`
    select c.seq::text, c.sealed_at::text, audit_waiting_since() is not null as waiting
      from (values (1)) one left join lateral (
        select seq, sealed_at from audit_checkpoints where org_id = ${orgId}::uuid order by seq desc limit 1) c on true`
  return {
    checkpoint:
      row?.seq && row.sealed_at ? { seq: Number(row.seq), sealedAt: new Date(row.sealed_at) } : null,
    isWaiting: row?.waiting ?? false,
  }
}

/** What the people and things are called that the address filters by: as the history last named them. */
async function namesOf(sql: Connection, orgId: string, { actor, target }: AuditSearch) {
  const [row] = await sql<{ actor: string | null; target: string | null }[]>`
    select (select e.actor_name from audit_seals s join audit_events e on s.kind = 'event' and e.id = s.row_id
             where s.org_id = ${orgId}::uuid and s.actor_id = ${actor ?? null}::uuid order by s.occurred_at desc limit 1) as actor,
           (select e.target_name from audit_seals s join audit_events e on s.kind = 'event' and e.id = s.row_id
             where s.org_id = ${orgId}::uuid and s.target_id = ${target ?? null}::uuid order by s.occurred_at desc limit 1) as target`
  return { actor: row?.actor ?? null, target: row?.target ?? null }
}

const PositionShape = z.tuple([
  z.iso
    .datetime()
    .max(40)
    .refine((at) => !at.startsWith('0000')),
  z.enum(['event', 'refusal']),
  z.string().regex(/^\d{1,18}$/),
])

/** A cursor may be anything that stood in an address; what is no position means the first page. */
function positionIn(values: string[] | undefined): Position | null {
  const parsed = PositionShape.safeParse(values)
  if (!parsed.success || !values?.every(isStorable)) return null
  const [occurredAt, kind, rowId] = parsed.data
  return { occurredAt, kind, rowId }
}

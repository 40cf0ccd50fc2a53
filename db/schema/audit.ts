import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { accounts } from './accounts'
import { instant, transactionId } from './columns'

export type AuditDetail = Record<string, string | number | boolean | null | undefined | string[]>

const origin = () => ({
  actorKind: text('actor_kind').notNull(),
  actorId: uuid('actor_id'),
  actorName: text('actor_name').notNull(),
  address: text('address'),
  userAgent: text('user_agent'),
  requestId: text('request_id'),
  occurredAt: instant('occurred_at').notNull().default(sql`clock_timestamp()`),
})

/** One row per committed change, written in its transaction. Nobody may edit it: the app role can only add and read. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orgId: uuid('org_id')
      .notNull()
      .default(sql`current_tenant()`)
      .references(() => accounts.id),
    transactionId: transactionId('transaction_id').notNull().default(sql`pg_current_xact_id()`),
    changeId: uuid('change_id').notNull(),
    event: text('event').notNull(),
    targetKind: text('target_kind'),
    targetId: uuid('target_id'),
    targetName: text('target_name'),
    before: jsonb('before').$type<AuditDetail>(),
    after: jsonb('after').$type<AuditDetail>(),
    ...origin(),
  },
  (t) => [index('audit_events_of_org').on(t.orgId, t.id)],
)

/** What somebody tried and was refused: written on its own, since the refused transaction rolls back. */
export const refusedAttempts = pgTable(
  'refused_attempts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orgId: uuid('org_id').references(() => accounts.id),
    account: text('account').notNull(),
    operation: text('operation').notNull(),
    permission: text('permission'),
    reason: text('reason').notNull(),
    ...origin(),
  },
  (t) => [index('refused_attempts_of_org').on(t.orgId, t.id)],
)

import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { accounts } from './accounts'
import { bytes, instant, transactionId } from './columns'

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
  (t) => [index('audit_events_in_time').on(t.orgId, t.occurredAt, t.id)],
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
  (t) => [index('refused_attempts_in_time').on(t.orgId, t.occurredAt, t.id)],
)

/**
 * The register of the history: an entry for each event and each refused attempt, numbered and chained per account by `hash`, with what
 * an entry is looked up by. Written a few seconds later by the worker, so that it costs nobody who changes something. Attempts at
 * addresses that are nobody's stand under the account of noughts.
 */
export const auditSeals = pgTable(
  'audit_seals',
  {
    orgId: uuid('org_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    kind: text('kind', { enum: ['event', 'refusal'] }).notNull(),
    rowId: bigint('row_id', { mode: 'number' }).notNull(),
    /** Which columns the hash covers, and how they are written: `audit_text` in the second wall. */
    form: smallint('form').notNull().default(1),
    hash: bytes('hash').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    event: text('event').notNull(),
    outcome: text('outcome', { enum: ['done', 'refused'] }).notNull(),
    actorId: uuid('actor_id'),
    targetKind: text('target_kind'),
    targetId: uuid('target_id'),
    searchText: text('search_text').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.seq] }),
    uniqueIndex('audit_seals_row').on(t.kind, t.rowId),
    index('audit_seals_in_time').on(t.orgId, t.occurredAt, t.seq),
    index('audit_seals_by_event').on(t.orgId, t.event, t.occurredAt, t.seq),
    index('audit_seals_by_actor').on(t.orgId, t.actorId, t.occurredAt, t.seq),
    index('audit_seals_by_actor_and_event').on(t.orgId, t.actorId, t.event, t.occurredAt, t.seq),
    index('audit_seals_by_target_kind').on(t.orgId, t.targetKind, t.occurredAt, t.seq),
    index('audit_seals_by_target').on(t.orgId, t.targetId, t.occurredAt, t.seq),
    index('audit_seals_by_outcome').on(t.orgId, t.outcome, t.occurredAt, t.seq),
    index('audit_seals_search').using('gin', t.orgId, t.searchText.op('gin_trgm_ops')),
  ],
)

/** The last entry of each account's chain. Its row is locked by whoever seals: one at a time for an account. */
export const auditChains = pgTable('audit_chains', {
  orgId: uuid('org_id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: bytes('hash').notNull(),
})

/** Signed statements that a chain stood at this entry then. Stored elsewhere too, they tell when a tail was cut off. */
export const auditCheckpoints = pgTable(
  'audit_checkpoints',
  {
    orgId: uuid('org_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: bytes('hash').notNull(),
    sealedAt: instant('sealed_at').notNull(),
    keyId: text('key_id').notNull(),
    signature: bytes('signature').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.seq] })],
)

/** Spans of time in which something is not sealed yet: one row for each statement that wrote history, gone when it is sealed. */
export const auditWaiting = pgTable(
  'audit_waiting',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orgId: uuid('org_id').notNull(),
    kind: text('kind', { enum: ['event', 'refusal'] }).notNull(),
    fromAt: instant('from_at').notNull(),
    toAt: instant('to_at').notNull(),
  },
  (t) => [index('audit_waiting_of_org').on(t.orgId, t.id)],
)

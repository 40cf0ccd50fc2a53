import { sql } from 'drizzle-orm'
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, id, instant } from './columns'
import { organizations } from './organizations'

/** An address that an organization wants told of its events. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: id(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organizations.orgId),
    url: text('url').notNull(),
    description: text('description').notNull().default(''),
    /** Names of audit events; empty for all of them. */
    events: text('events').array().notNull().default(sql`'{}'`),
    /** Encrypted: it signs, so it has to be read. */
    secret: bytes('secret').notNull(),
    /** The one before a rotation signs too, until then. */
    previousSecret: bytes('previous_secret'),
    previousUntil: instant('previous_until'),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** Since when nothing is sent: switched off by an Admin, by us after days of failures, or by an answer of 410 Gone. */
    disabledAt: instant('disabled_at'),
    disabledWhy: text('disabled_why', { enum: ['admin', 'failing', 'gone'] }),
    /** Of the first failure since the last delivery that arrived. */
    failingSince: instant('failing_since'),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    unique('webhooks_org_id').on(t.orgId, t.id),
    index('webhooks_of').on(t.orgId, t.createdAt, t.id).where(sql`${t.deletedAt} is null`),
  ],
)

/** One event on its way to one address, with what became of it. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id(),
    orgId: uuid('org_id').notNull(),
    webhookId: uuid('webhook_id').notNull(),
    /** The row of `audit_events` it tells of; null for a test. */
    eventId: bigint('event_id', { mode: 'number' }),
    event: text('event').notNull(),
    /** What is sent, as it was when the event happened: a replay sends the same. */
    payload: jsonb('payload').notNull(),
    state: text('state', { enum: ['waiting', 'delivered', 'failed'] })
      .notNull()
      .default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    nextAt: instant('next_at'),
    lastStatus: integer('last_status'),
    /** Why the last attempt failed, as a word that `lib/webhooks/states.ts` knows; null where an answer says it. */
    lastError: text('last_error'),
    /** The first characters of the last answer. */
    lastAnswer: text('last_answer'),
    lastMilliseconds: integer('last_milliseconds'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    deliveredAt: instant('delivered_at'),
  },
  (t) => [
    uniqueIndex('webhook_deliveries_once').on(t.webhookId, t.eventId),
    index('webhook_deliveries_of').on(t.orgId, t.webhookId, t.createdAt, t.id),
    index('webhook_deliveries_by_state').on(t.orgId, t.webhookId, t.state, t.createdAt, t.id),
    index('webhook_deliveries_old').on(t.createdAt),
    foreignKey({ columns: [t.orgId, t.webhookId], foreignColumns: [webhooks.orgId, webhooks.id] }),
  ],
)

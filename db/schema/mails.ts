import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from './columns'

/** Every mail that is or was to be sent. Bodies are kept only while unsent, encrypted, for the operator to read. */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    orgId: uuid('org_id'),
    userId: uuid('user_id'),
    subjectId: uuid('subject_id'),
    /** The batch of invitations that asked for it. */
    batchId: uuid('batch_id'),
    template: text('template').notNull(),
    toAddress: text('to_address').notNull(),
    detail: text('detail').notNull().default('{}'),
    subject: text('subject'),
    bodyEncrypted: bytes('body_encrypted'),
    status: text('status', { enum: ['queued', 'sent', 'failed', 'kept', 'dropped'] })
      .notNull()
      .default('queued'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    messageId: text('message_id'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    sentAt: instant('sent_at'),
  },
  (t) => [
    index('mails_by_status').on(t.status, t.createdAt, t.id),
    index('mails_by_created').on(t.createdAt, t.id),
    index('mails_of_subject').on(t.subjectId, t.createdAt),
    index('mails_of_batch').on(t.batchId, t.status, t.id).where(sql`${t.batchId} is not null`),
  ],
)

/** Workers say here that they are alive; readiness asks. */
export const workerHeartbeats = pgTable('worker_heartbeats', {
  workerId: text('worker_id').primaryKey(),
  seenAt: instant('seen_at').notNull().default(sql`now()`),
})

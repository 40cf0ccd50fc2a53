import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant } from './columns'
import { ROLE_KEYS } from './members'
import { organizations } from './organizations'

export const BATCH_KINDS = ['invite', 'resend', 'renew'] as const
export const BATCH_STATES = ['draft', 'sent', 'discarded'] as const

/** Many invitations written at once: first a draft that is checked and mended, then what was sent and how far it got. */
export const invitationBatches = pgTable(
  'invitation_batches',
  {
    id: id(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organizations.orgId),
    kind: text('kind', { enum: BATCH_KINDS }).notNull(),
    state: text('state', { enum: BATCH_STATES }).notNull(),
    /** The inviter's own words, quoted in the mail; empty for none. */
    message: text('message').notNull().default(''),
    /** Whether those who are invited already are invited anew. */
    isAgain: boolean('is_again').notNull().default(false),
    createdBy: uuid('created_by').notNull(),
    creatorName: text('creator_name').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    sentAt: instant('sent_at'),
    /** How many mails it asked for. */
    mails: integer('mails').notNull().default(0),
    /** What became of the lines when it was sent: how many of each. */
    outcome: jsonb('outcome').$type<Record<string, number>>(),
  },
  (t) => [
    unique('invitation_batches_org_id').on(t.orgId, t.id),
    index('invitation_batches_by_state').on(t.orgId, t.state, t.createdAt, t.id),
  ],
)

/** The lines of a draft, as they were pasted and as they are read. Swept a while after it was sent or left alone. */
export const invitationLines = pgTable(
  'invitation_lines',
  {
    orgId: uuid('org_id').notNull(),
    batchId: uuid('batch_id').notNull(),
    /** Counted from 1, in the order of the text. */
    line: integer('line').notNull(),
    /** As it was typed, shortened. */
    typed: text('typed').notNull(),
    /** Null where what was typed is no address. */
    email: text('email'),
    emailNormalized: text('email_normalized'),
    /** Null where the words for the role mean none. */
    role: text('role', { enum: ROLE_KEYS }),
    typedRole: text('typed_role').notNull().default(''),
    isLeftOut: boolean('is_left_out').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.batchId, t.line] }),
    foreignKey({
      columns: [t.orgId, t.batchId],
      foreignColumns: [invitationBatches.orgId, invitationBatches.id],
    }),
  ],
)

import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { apps } from './apps'
import { bytes, id, instant } from './columns'
import { INVITATION_STATES } from './invitations'

/**
 * The offer of an app to somebody, by address: it becomes a row of `collaborators` when they accept. Like an invitation it stays `pending`
 * past its `expires_at`.
 */
export const shares = pgTable(
  'shares',
  {
    id: id(),
    orgId: uuid('org_id').notNull(),
    appId: uuid('app_id').notNull(),
    email: text('email').notNull(),
    emailNormalized: text('email_normalized').notNull(),
    scopes: text('scopes').array().notNull(),
    /** When the access ends that accepting gives; null for good. */
    accessUntil: instant('access_until'),
    state: text('state', { enum: INVITATION_STATES }).notNull().default('pending'),
    offeredBy: uuid('offered_by')
      .notNull()
      .references(() => users.id),
    offererName: text('offerer_name').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** When the mail was last asked for; what became of it stands in `mails`. */
    sentAt: instant('sent_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    answeredAt: instant('answered_at'),
    answeredBy: uuid('answered_by'),
    endedBy: uuid('ended_by'),
    endedChange: uuid('ended_change'),
  },
  (t) => [
    uniqueIndex('shares_live').on(t.appId, t.emailNormalized).where(sql`${t.state} = 'pending'`),
    index('shares_for_address').on(t.emailNormalized).where(sql`${t.state} = 'pending'`),
    index('shares_of_app').on(t.orgId, t.appId, t.sentAt, t.id),
    index('shares_by_offerer').on(t.orgId, t.offeredBy).where(sql`${t.state} = 'pending'`),
    foreignKey({ columns: [t.orgId, t.appId], foreignColumns: [apps.orgId, apps.id] })
      .onUpdate('cascade')
      .onDelete('cascade'),
  ],
)

/** The links that were mailed for a share, any number alive at once: a mail that is sent again must not kill one that arrived. */
export const shareLinks = pgTable(
  'share_links',
  {
    id: id(),
    shareId: uuid('share_id')
      .notNull()
      .references(() => shares.id, { onDelete: 'cascade' }),
    tokenHash: bytes('token_hash').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    revokedAt: instant('revoked_at'),
  },
  (t) => [uniqueIndex('share_links_hash').on(t.tokenHash), index('share_links_of').on(t.shareId)],
)

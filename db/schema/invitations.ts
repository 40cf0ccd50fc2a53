import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from './columns'
import { ROLE_KEYS } from './members'
import { organizations } from './organizations'

export const INVITATION_STATES = ['pending', 'accepted', 'declined', 'revoked', 'void'] as const

/** An invitation stays `pending` past its `expires_at`: expired ones remain visible and can be renewed. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organizations.orgId),
    email: text('email').notNull(),
    emailNormalized: text('email_normalized').notNull(),
    role: text('role', { enum: ROLE_KEYS }).notNull(),
    /** The teams that accepting joins, as far as they are there then and the inviter may still give them. */
    teamIds: uuid('team_ids').array().notNull().default(sql`'{}'`),
    state: text('state', { enum: INVITATION_STATES }).notNull().default('pending'),
    invitedBy: uuid('invited_by').notNull(),
    inviterName: text('inviter_name').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** When the mail was last asked for; what became of it stands in `mails`. */
    sentAt: instant('sent_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    answeredAt: instant('answered_at'),
    answeredBy: uuid('answered_by'),
    endedBy: uuid('ended_by'),
    endedChange: uuid('ended_change'),
    /** The batch it was last written by, whose message its mail carries; null where it was invited by itself. */
    batchId: uuid('batch_id'),
  },
  (t) => [
    unique('invitations_org_id').on(t.orgId, t.id),
    uniqueIndex('invitations_live').on(t.orgId, t.emailNormalized).where(sql`${t.state} = 'pending'`),
    index('invitations_for_address').on(t.emailNormalized).where(sql`${t.state} = 'pending'`),
    index('invitations_by_sent').on(t.orgId, t.sentAt, t.id).where(sql`${t.state} = 'pending'`),
    index('invitations_by_role')
      .on(t.orgId, t.role, t.emailNormalized, t.id)
      .where(sql`${t.state} = 'pending'`),
    index('invitations_by_expires').on(t.orgId, t.expiresAt, t.id).where(sql`${t.state} = 'pending'`),
    index('invitations_by_inviter').on(t.orgId, t.invitedBy).where(sql`${t.state} = 'pending'`),
  ],
)

/** Many live links per invitation: one for each mail delivered, any number of copied ones. Only `mailed` ones prove the address. */
export const invitationLinks = pgTable(
  'invitation_links',
  {
    id: id(),
    orgId: uuid('org_id').notNull(),
    invitationId: uuid('invitation_id').notNull(),
    kind: text('kind', { enum: ['mailed', 'copied'] }).notNull(),
    tokenHash: bytes('token_hash').notNull(),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    uniqueIndex('invitation_links_hash').on(t.tokenHash),
    index('invitation_links_of').on(t.orgId, t.invitationId),
    foreignKey({ columns: [t.orgId, t.invitationId], foreignColumns: [invitations.orgId, invitations.id] }),
  ],
)

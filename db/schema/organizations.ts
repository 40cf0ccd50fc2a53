import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { accounts } from './accounts'
import { instant } from './columns'

export const organizations = pgTable(
  'organizations',
  {
    orgId: uuid('org_id')
      .primaryKey()
      .references(() => accounts.id),
    name: text('name').notNull(),
    nameNormalized: text('name_normalized').notNull(),
    billingEmail: text('billing_email').notNull(),
    /** How long an invitation lives that is sent or renewed now. */
    invitationTtlDays: integer('invitation_ttl_days').notNull().default(7),
    /** Whether collaborators with the scope for it may bring in others to its apps. */
    collaboratorsMayShare: boolean('collaborators_may_share').notNull().default(true),
    /** How old a token may be that reaches the organization; null for any age. */
    tokenMaxDays: integer('token_max_days'),
    /** Which tokens wait for an Admin before they reach it: none, those that may change something, or all. */
    tokenApproval: text('token_approval', { enum: ['none', 'some', 'all'] })
      .notNull()
      .default('none'),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    deletedAt: instant('deleted_at'),
    deletedBy: uuid('deleted_by'),
    deletedChange: uuid('deleted_change'),
    /** Until then a deleted one comes back as it was; after that it is purged for good. */
    restorableUntil: instant('restorable_until'),
    purgedAt: instant('purged_at'),
  },
  (t) => [
    uniqueIndex('organizations_name').on(t.nameNormalized).where(sql`${t.deletedAt} is null`),
    index('organizations_to_purge')
      .on(t.restorableUntil)
      .where(sql`${t.deletedAt} is not null and ${t.purgedAt} is null`),
    index('organizations_of_founder').on(t.createdBy).where(sql`${t.purgedAt} is null`),
    check('organizations_token_days', sql`${t.tokenMaxDays} between 1 and 3650`),
    check('organizations_ttl', sql`${t.invitationTtlDays} between 1 and 90`),
  ],
)

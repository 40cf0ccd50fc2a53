import { sql } from 'drizzle-orm'
import { integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
    invitationTtlDays: integer('invitation_ttl_days').notNull().default(7),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    deletedAt: instant('deleted_at'),
  },
  (t) => [uniqueIndex('organizations_name').on(t.nameNormalized).where(sql`${t.deletedAt} is null`)],
)

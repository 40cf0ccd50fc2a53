import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { accounts, users } from './accounts'
import { grantLife, id, instant } from './columns'

export const apps = pgTable(
  'apps',
  {
    id: id(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => accounts.id),
    handle: text('handle').notNull(),
    name: text('name').notNull(),
    visibility: text('visibility', { enum: ['private', 'organization', 'public'] })
      .notNull()
      .default('private'),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    unique('apps_org_id').on(t.orgId, t.id),
    uniqueIndex('apps_handle').on(t.orgId, t.handle).where(sql`${t.deletedAt} is null`),
  ],
)

/** Scopes given to a person on one app, member of the organization or not. A grant. */
export const collaborators = pgTable(
  'collaborators',
  {
    id: id(),
    orgId: uuid('org_id').notNull(),
    appId: uuid('app_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    scopes: text('scopes').array().notNull(),
    ...grantLife(),
  },
  (t) => [
    uniqueIndex('collaborators_live').on(t.appId, t.userId).where(sql`${t.endedAt} is null`),
    index('collaborators_of_user').on(t.userId, t.orgId).where(sql`${t.endedAt} is null`),
    index('collaborators_ended_change').on(t.orgId, t.endedChange),
    foreignKey({ columns: [t.orgId, t.appId], foreignColumns: [apps.orgId, apps.id] }),
  ],
)

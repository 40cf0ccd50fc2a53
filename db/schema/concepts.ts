import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { apps } from './apps'
import { instant } from './columns'

/** What can be labeled in an app. Its ID is chosen by whoever makes it, and stands for it in the app alone. */
export const concepts = pgTable(
  'concepts',
  {
    orgId: uuid('org_id').notNull(),
    appId: uuid('app_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    language: text('language').notNull(),
    definition: text('definition').notNull().default(''),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.appId, t.id] }),
    index('concepts_in_time').on(t.orgId, t.appId, t.createdAt, t.id),
    foreignKey({ columns: [t.orgId, t.appId], foreignColumns: [apps.orgId, apps.id] })
      .onUpdate('cascade')
      .onDelete('cascade'),
  ],
)

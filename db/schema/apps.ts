import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
    description: text('description').notNull().default(''),
    /** Markdown, as it was written. */
    notes: text('notes').notNull().default(''),
    /** Of the concepts' names: a BCP 47 tag. */
    defaultLanguage: text('default_language').notNull().default('en'),
    /** The key of the workflow that runs on every input; null where none does. */
    baseWorkflow: text('base_workflow'),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    sortName: text('sort_name').notNull().generatedAlwaysAs(sql`lower(name)`),
    searchText: text('search_text')
      .notNull()
      .generatedAlwaysAs(sql`lower(name || ' ' || handle || ' ' || description)`),
    deletedAt: instant('deleted_at'),
    deletedBy: uuid('deleted_by'),
    deletedChange: uuid('deleted_change'),
    /** Until then a deleted one comes back as it was; after that it is purged for good. */
    restorableUntil: instant('restorable_until'),
  },
  (t) => [
    unique('apps_org_id').on(t.orgId, t.id),
    uniqueIndex('apps_handle').on(t.orgId, t.handle).where(sql`${t.deletedAt} is null`),
    index('apps_by_updated').on(t.orgId, t.updatedAt, t.id).where(sql`${t.deletedAt} is null`),
    index('apps_by_name').on(t.orgId, t.sortName, t.id).where(sql`${t.deletedAt} is null`),
    index('apps_search')
      .using('gin', t.orgId, t.searchText.op('gin_trgm_ops'))
      .where(sql`${t.deletedAt} is null`),
    index('apps_deleted').on(t.orgId, t.deletedAt, t.id).where(sql`${t.deletedAt} is not null`),
    index('apps_to_purge').on(t.restorableUntil).where(sql`${t.deletedAt} is not null`),
    check('apps_lower', sql`${t.handle} = lower(${t.handle})`),
  ],
)

/** Former addresses of apps: `handle` in `org_id` leads to the app, wherever it is now, until then; after that it is free. */
export const appHandles = pgTable(
  'app_handles',
  {
    orgId: uuid('org_id')
      .notNull()
      .references(() => accounts.id),
    handle: text('handle').notNull(),
    appId: uuid('app_id')
      .notNull()
      .references(() => apps.id, { onDelete: 'cascade' }),
    redirectsUntil: instant('redirects_until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.handle] }),
    index('app_handles_of_app').on(t.appId),
    index('app_handles_by_end').on(t.redirectsUntil),
  ],
)

/** What a person keeps at hand: pinned apps rise to the top of a list, starred ones stand on a page of their own. */
export const appMarks = pgTable(
  'app_marks',
  {
    orgId: uuid('org_id')
      .notNull()
      .references(() => accounts.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    appId: uuid('app_id')
      .notNull()
      .references(() => apps.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['pin', 'star'] }).notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.kind, t.orgId, t.appId] }),
    index('app_marks_of_app').on(t.appId),
    index('app_marks_by_time').on(t.userId, t.kind, t.createdAt, t.appId),
  ],
)

/**
 * Scopes given to a person on one app, member of the organization or not. A grant. `org_id` is the app's owner while it lives (held by
 * trigger); where the app went elsewhere, what had ended before stays with the former owner.
 */
export const collaborators = pgTable(
  'collaborators',
  {
    id: id(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => accounts.id),
    appId: uuid('app_id')
      .notNull()
      .references(() => apps.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    scopes: text('scopes').array().notNull(),
    ...grantLife(),
  },
  (t) => [
    uniqueIndex('collaborators_live').on(t.appId, t.userId).where(sql`${t.endedAt} is null`),
    index('collaborators_of_user').on(t.userId, t.orgId).where(sql`${t.endedAt} is null`),
    index('collaborators_of_account').on(t.orgId, t.startedAt, t.id).where(sql`${t.endedAt} is null`),
    index('collaborators_ended_change').on(t.orgId, t.endedChange),
  ],
)

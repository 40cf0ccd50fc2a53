import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { apps } from './apps'
import { grantLife, id, instant } from './columns'
import { organizations } from './organizations'

export const TEAM_PERMISSION_KEYS = [
  'full_access',
  'model_trainer',
  'labeler_lead',
  'labeler_worker',
] as const

export const teams = pgTable(
  'teams',
  {
    id: id(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organizations.orgId),
    handle: text('handle').notNull(),
    name: text('name').notNull(),
    permission: text('permission', { enum: TEAM_PERMISSION_KEYS }).notNull(),
    isRestricted: boolean('is_restricted').notNull().default(false),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    sortName: text('sort_name').notNull().generatedAlwaysAs(sql`lower(name)`),
    searchText: text('search_text').notNull().generatedAlwaysAs(sql`lower(name || ' ' || handle)`),
    deletedAt: instant('deleted_at'),
    deletedBy: uuid('deleted_by'),
    deletedChange: uuid('deleted_change'),
  },
  (t) => [
    unique('teams_org_id').on(t.orgId, t.id),
    uniqueIndex('teams_handle').on(t.orgId, t.handle).where(sql`${t.deletedAt} is null`),
    index('teams_by_name').on(t.orgId, t.sortName, t.id).where(sql`${t.deletedAt} is null`),
    index('teams_by_permission')
      .on(t.orgId, t.permission, t.sortName, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('teams_by_created').on(t.orgId, t.createdAt, t.id).where(sql`${t.deletedAt} is null`),
    index('teams_search')
      .using('gin', t.orgId, t.searchText.op('gin_trgm_ops'))
      .where(sql`${t.deletedAt} is null`),
    index('teams_restricted').on(t.orgId).where(sql`${t.isRestricted} and ${t.deletedAt} is null`),
    check('teams_lower', sql`${t.handle} = lower(${t.handle})`),
  ],
)

/** Who is in a team. A grant. The person's name is carried along, kept by trigger: a team of thousands is walked in its order. */
export const teamMembers = pgTable(
  'team_members',
  {
    id: id(),
    orgId: uuid('org_id').notNull(),
    teamId: uuid('team_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    sortName: text('sort_name').notNull().default(''),
    ...grantLife(),
  },
  (t) => [
    uniqueIndex('team_members_live').on(t.teamId, t.userId).where(sql`${t.endedAt} is null`),
    index('team_members_by_name').on(t.orgId, t.teamId, t.sortName, t.id).where(sql`${t.endedAt} is null`),
    index('team_members_of_user').on(t.orgId, t.userId, t.teamId).where(sql`${t.endedAt} is null`),
    index('team_members_ended_change').on(t.orgId, t.endedChange),
    foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }),
  ],
)

/** Which app a team may reach, and with which permission. A grant. While it lives, team and app are of one owner (held by trigger). Carries the app's name like `team_members`. */
export const teamApps = pgTable(
  'team_apps',
  {
    id: id(),
    orgId: uuid('org_id').notNull(),
    teamId: uuid('team_id').notNull(),
    appId: uuid('app_id')
      .notNull()
      .references(() => apps.id, { onDelete: 'cascade' }),
    permission: text('permission', { enum: TEAM_PERMISSION_KEYS }).notNull(),
    sortName: text('sort_name').notNull().default(''),
    ...grantLife(),
  },
  (t) => [
    uniqueIndex('team_apps_live').on(t.appId, t.teamId).where(sql`${t.endedAt} is null`),
    index('team_apps_by_name').on(t.orgId, t.teamId, t.sortName, t.id).where(sql`${t.endedAt} is null`),
    index('team_apps_of_team').on(t.orgId, t.teamId, t.appId, t.expiresAt).where(sql`${t.endedAt} is null`),
    index('team_apps_of_app').on(t.orgId, t.appId, t.teamId).where(sql`${t.endedAt} is null`),
    foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }),
    index('team_apps_ended_change').on(t.orgId, t.endedChange),
  ],
)

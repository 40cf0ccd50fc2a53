import { sql } from 'drizzle-orm'
import { index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { grantLife, id, instant } from './columns'
import { organizations } from './organizations'

export const ROLE_KEYS = [
  'admin',
  'organization_contributor',
  'team_contributor',
  'organization_user',
  'financial_manager',
  'infrastructure_manager',
] as const

/**
 * Membership: a grant. The person's name, address and picture are carried along, kept by trigger, in the normalized form that search
 * and sort can find through an index under row security.
 */
export const members = pgTable(
  'members',
  {
    id: id(),
    orgId: uuid('org_id')
      .notNull()
      .references(() => organizations.orgId),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role', { enum: ROLE_KEYS }).notNull(),
    joinedAt: instant('joined_at').notNull().default(sql`now()`),
    username: text('username').notNull().default(''),
    firstName: text('first_name').notNull().default(''),
    lastName: text('last_name').notNull().default(''),
    email: text('email').notNull().default(''),
    sortName: text('sort_name').notNull().default(''),
    sortEmail: text('sort_email').notNull().default(''),
    searchText: text('search_text').notNull().default(''),
    lastActiveAt: instant('last_active_at'),
    picture: text('picture'),
    ...grantLife(),
  },
  (t) => [
    unique('members_org_id').on(t.orgId, t.id),
    uniqueIndex('members_live').on(t.orgId, t.userId).where(sql`${t.endedAt} is null`),
    index('members_of_user').on(t.userId).where(sql`${t.endedAt} is null`),
    index('members_by_name').on(t.orgId, t.sortName, t.id).where(sql`${t.endedAt} is null`),
    index('members_by_email').on(t.orgId, t.sortEmail, t.id).where(sql`${t.endedAt} is null`),
    index('members_by_joined').on(t.orgId, t.joinedAt, t.id).where(sql`${t.endedAt} is null`),
    index('members_by_role').on(t.orgId, t.role, t.sortName, t.id).where(sql`${t.endedAt} is null`),
    index('members_search')
      .using('gin', t.orgId, t.searchText.op('gin_trgm_ops'))
      .where(sql`${t.endedAt} is null`),
    index('members_admins').on(t.orgId).where(sql`${t.endedAt} is null and ${t.role} = 'admin'`),
    index('members_counted').on(t.orgId, t.expiresAt).where(sql`${t.endedAt} is null`),
    index('members_ended_change').on(t.orgId, t.endedChange),
    index('members_ended').on(t.orgId, t.endedAt, t.id).where(sql`${t.endedAt} is not null`),
    index('members_of_person').on(t.orgId, t.userId, t.endedAt),
  ],
)

import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from './columns'

/** A user or an organization: what owns apps and has a handle in the URL. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    kind: text('kind', { enum: ['user', 'organization'] }).notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** How often the handle was changed within a day of `renamesSince`. */
    renames: integer('renames').notNull().default(0),
    renamesSince: instant('renames_since'),
  },
  (t) => [check('accounts_kind', sql`${t.kind} in ('user', 'organization')`)],
)

/**
 * One space of names for users, organizations and reserved words. `handle` is lower case, `display` as it was typed. A former one
 * redirects until `redirects_until`, and is free from then on; without it, for good.
 */
export const handles = pgTable(
  'handles',
  {
    handle: text('handle').primaryKey(),
    display: text('display').notNull(),
    accountId: uuid('account_id').references(() => accounts.id),
    state: text('state', { enum: ['current', 'former', 'reserved'] }).notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    redirectsUntil: instant('redirects_until'),
  },
  (t) => [
    index('handles_of_account').on(t.accountId),
    index('handles_by_end').on(t.redirectsUntil).where(sql`${t.redirectsUntil} is not null`),
    check('handles_end', sql`${t.redirectsUntil} is null or ${t.state} = 'former'`),
    uniqueIndex('handles_current').on(t.accountId).where(sql`${t.state} = 'current'`),
    check('handles_lower', sql`${t.handle} = lower(${t.handle})`),
    check('handles_owner', sql`(${t.state} = 'reserved') = (${t.accountId} is null)`),
  ],
)

export const users = pgTable(
  'users',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => accounts.id),
    username: text('username').notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    email: text('email').notNull(),
    emailNormalized: text('email_normalized').notNull(),
    emailVerifiedAt: instant('email_verified_at'),
    passwordHash: text('password_hash').notNull(),
    passwordChangedAt: instant('password_changed_at').notNull().default(sql`now()`),
    failedSignIns: integer('failed_sign_ins').notNull().default(0),
    lastFailedAt: instant('last_failed_at'),
    isOperator: boolean('is_operator').notNull().default(false),
    /** Names the picture in the file store; null for initials. */
    picture: text('picture'),
    /** In what language and in which zone they last read the portal: mails to them are written so. */
    locale: text('locale'),
    timeZone: text('time_zone'),
    lastActiveAt: instant('last_active_at'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    index('users_unverified')
      .on(t.createdAt)
      .where(sql`${t.emailVerifiedAt} is null and ${t.deletedAt} is null`),
    check('users_picture', sql`${t.picture} ~ '^[0-9a-f]{32}$'`),
  ],
)

/**
 * Every address of a person, the primary one among them, which `users` carries as well (kept by trigger). Whose an address is says
 * `verified_at` alone: a claim that nobody has proven reserves nothing, so any number of people may hold one.
 */
export const userEmails = pgTable(
  'user_emails',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    email: text('email').notNull(),
    emailNormalized: text('email_normalized').notNull(),
    verifiedAt: instant('verified_at'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    uniqueIndex('user_emails_verified').on(t.emailNormalized).where(sql`${t.verifiedAt} is not null`),
    uniqueIndex('user_emails_of_user').on(t.userId, t.emailNormalized),
    index('user_emails_claimed').on(t.emailNormalized, t.createdAt).where(sql`${t.verifiedAt} is null`),
    index('user_emails_stale').on(t.createdAt).where(sql`${t.verifiedAt} is null`),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    lastSeenAt: instant('last_seen_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    address: text('address'),
    userAgent: text('user_agent'),
    /** Until `viewing_until` this sign-in sees `viewing_org` as `viewing_user` does, reads only, and reaches nothing else. */
    viewingOrg: uuid('viewing_org'),
    viewingUser: uuid('viewing_user'),
    viewingUntil: instant('viewing_until'),
  },
  (t) => [index('sessions_user').on(t.userId, t.createdAt)],
)

/** Single-use links mailed to a person: only the hash of the secret is kept. */
export const userLinks = pgTable(
  'user_links',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    purpose: text('purpose', { enum: ['verify_email', 'verify_address', 'reset_password'] }).notNull(),
    tokenHash: bytes('token_hash').notNull(),
    emailNormalized: text('email_normalized').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [uniqueIndex('user_links_hash').on(t.tokenHash), index('user_links_user').on(t.userId, t.purpose)],
)

/** Buckets of rate-limiter-flexible. Keys are hashes of addresses and accounts. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
})

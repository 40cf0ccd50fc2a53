import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { accounts, users } from './accounts'
import { apps } from './apps'
import { bytes, id, instant } from './columns'
import { organizations } from './organizations'

export const TOKEN_KINDS = ['personal', 'app', 'collaborator'] as const

/**
 * What a program shows instead of a sign-in. It acts for its owner, never further than they may go now. Of its secret only the hash and the
 * last four characters are kept.
 *
 * `personal` reaches what its owner reaches, or one account of it (`org_id`); `app` one app; `collaborator` the app that was shared with its
 * owner, with the scopes that the live grant has (its own are empty), and has no secret until its owner first asks for it.
 */
export const tokens = pgTable(
  'tokens',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    kind: text('kind', { enum: TOKEN_KINDS }).notNull(),
    name: text('name').notNull(),
    scopes: text('scopes').array().notNull(),
    orgId: uuid('org_id').references(() => accounts.id),
    appId: uuid('app_id'),
    tokenHash: bytes('token_hash'),
    lastFour: text('last_four'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** When its present secret was made. */
    secretAt: instant('secret_at'),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    lastUsedAddress: text('last_used_address'),
    revokedAt: instant('revoked_at'),
    revokedBy: uuid('revoked_by'),
    revokedChange: uuid('revoked_change'),
  },
  (t) => [
    uniqueIndex('tokens_hash').on(t.tokenHash),
    index('tokens_of_user').on(t.userId, t.createdAt, t.id).where(sql`${t.revokedAt} is null`),
    index('tokens_of_account').on(t.orgId, t.createdAt, t.id).where(sql`${t.revokedAt} is null`),
    index('tokens_of_app').on(t.appId, t.createdAt, t.id).where(sql`${t.revokedAt} is null`),
    index('tokens_expiring').on(t.expiresAt).where(sql`${t.revokedAt} is null`),
    uniqueIndex('tokens_of_collaborator')
      .on(t.appId, t.userId)
      .where(sql`${t.kind} = 'collaborator' and ${t.revokedAt} is null`),
    check(
      'tokens_bound',
      sql`(${t.kind} = 'personal') = (${t.appId} is null) and (${t.appId} is null or ${t.orgId} is not null)`,
    ),
    check('tokens_secret', sql`(${t.tokenHash} is null) = (${t.lastFour} is null)`),
    foreignKey({ columns: [t.orgId, t.appId], foreignColumns: [apps.orgId, apps.id] })
      .onUpdate('cascade')
      .onDelete('cascade'),
  ],
)

/** What an organization that asks for approval says to a token: without a row it waits. */
export const tokenApprovals = pgTable(
  'token_approvals',
  {
    orgId: uuid('org_id')
      .notNull()
      .references(() => organizations.orgId),
    tokenId: uuid('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    verdict: text('verdict', { enum: ['approved', 'refused'] }).notNull(),
    decidedBy: uuid('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.tokenId] })],
)

/**
 * Which organizations a live token reaches: the one that it is bound to, or each that its owner is a member of. Kept by triggers, so that the
 * list of an organization with any number of members is walked along an index.
 */
export const tokenReach = pgTable(
  'token_reach',
  {
    orgId: uuid('org_id')
      .notNull()
      .references(() => organizations.orgId),
    tokenId: uuid('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    /** The token's name as it is searched for. */
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Whether it may do more than look. */
    isChanging: boolean('is_changing').notNull(),
    /** As in `token_approvals`; null where nobody has decided. */
    verdict: text('verdict', { enum: ['approved', 'refused'] }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.tokenId] }),
    index('token_reach_by_time').on(t.orgId, t.createdAt, t.tokenId),
    index('token_reach_undecided').on(t.orgId, t.createdAt, t.tokenId).where(sql`${t.verdict} is null`),
    index('token_reach_of_user').on(t.orgId, t.userId),
    index('token_reach_of_token').on(t.tokenId),
  ],
)

/** What a token's POST was answered under its Idempotency-Key, kept for a day: the same key gives the same answer. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tokenId: uuid('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    requestHash: bytes('request_hash').notNull(),
    /** Null while the first request is under way. */
    status: text('status'),
    body: text('body'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.key] }), index('idempotency_keys_by_time').on(t.createdAt)],
)

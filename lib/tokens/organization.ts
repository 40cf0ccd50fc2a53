import 'server-only'
import { eq, sql as sqlOf } from 'drizzle-orm'
import { z } from 'zod'
import { organizations } from '@/db/schema'
import type { EventName } from '@/lib/audit/events'
import { type CommandContext, command } from '@/lib/command'
import { forbidden, notFound } from '@/lib/errors'
import type { NoticeKind } from '@/lib/notifications/sentences'
import { boundedCount, COUNT_BOUND } from '@/lib/paging'
import type { Entered } from '@/lib/permissions/facts'
import { query } from '@/lib/query'
import { words } from '@/messages/words'
import { entryOf } from './commands'
import { type BarredBy, type Dated, dated, lineOf, pageOfLines, type TokenLine } from './rows'
import { OrganizationTokensSearch, TokenInput, TokenPolicyInput } from './schemas'

type ReachingLine = TokenLine & { verdict: 'approved' | 'refused' | null; barred: BarredBy | null }
export type ReachingToken = Dated<ReachingLine>

/** Every token that reaches the organization now: of members, keys of its apps, of collaborators; the newest first. For its Admins. */
export const listOrganizationTokens = query({
  name: 'listOrganizationTokens',
  permission: 'token.manage',
  input: OrganizationTokensSearch,
  async run({ sql, orm, input, account }) {
    const [page, [counts], [policy]] = await Promise.all([
      pageOfLines<ReachingLine>(
        input,
        ({ at, after, isBack, limit }) => sql`
          select organization_tokens(null, ${input.q || null}, ${input.only ?? null}, ${at}::timestamptz, ${after}::uuid, ${isBack}, ${limit}) as line`,
      ),
      sql<[{ everything: number; waiting: number }]>`
        select * from count_organization_tokens(${COUNT_BOUND + 1})`,
      orm
        .select({ maxDays: organizations.tokenMaxDays, approval: organizations.tokenApproval })
        .from(organizations)
        .where(eq(organizations.orgId, account.id)),
    ])
    return {
      ...page,
      handle: account.handle,
      organization: account.name,
      policy: policy ?? { maxDays: null, approval: 'none' as const },
      total: boundedCount(counts.everything),
      waiting: boundedCount(counts.waiting),
      search: input,
    }
  },
})
export type OrganizationTokensList = Awaited<ReturnType<typeof listOrganizationTokens>>

/** One of them. Throws `not_found` where it does not reach the organization. */
export const getOrganizationToken = query({
  name: 'getOrganizationToken',
  permission: 'token.manage',
  input: TokenInput,
  async run({ sql, input, account }) {
    const token = await lineOf<ReachingLine>(
      sql`select organization_tokens(${input.id}::uuid, null, null, null, null, false, 1) as line`,
    )
    if (!token) throw notFound()
    return { ...token, handle: account.handle, organization: account.name }
  },
})
export type OrganizationToken = Awaited<ReturnType<typeof getOrganizationToken>>

/** What the organization asks of tokens, and how many that work now it would stop to ask the given of them. */
export const reviewTokenPolicy = query({
  name: 'reviewTokenPolicy',
  permission: 'token.manage',
  input: z.object({ maxDays: z.unknown().optional(), approval: z.unknown().optional() }),
  async run({ sql, orm, input, account }) {
    const [present] = await orm
      .select({ maxDays: organizations.tokenMaxDays, approval: organizations.tokenApproval })
      .from(organizations)
      .where(eq(organizations.orgId, account.id))
    const asked = TokenPolicyInput.safeParse(input).data ?? null
    const [row] = asked
      ? await sql<[{ n: number }]>`
          select tokens_stopped_by(${asked.maxDays}::integer, ${asked.approval}, ${COUNT_BOUND + 1}) as n`
      : []
    return {
      handle: account.handle,
      organization: account.name,
      present: present ?? { maxDays: null, approval: 'none' as const },
      asked,
      stops: boundedCount(row?.n ?? 0),
    }
  },
})
export type TokenPolicyReview = Awaited<ReturnType<typeof reviewTokenPolicy>>

/** Sets how old tokens may be that reach the organization, and which of them wait for an Admin. Not by a token. */
export const changeTokenPolicy = command({
  name: 'changeTokenPolicy',
  permission: 'token.manage',
  input: TokenPolicyInput,
  async run(context) {
    const { orm, input, account } = context
    mustBeSignedIn(context)
    const [before] = await orm
      .select({ maxDays: organizations.tokenMaxDays, approval: organizations.tokenApproval })
      .from(organizations)
      .where(eq(organizations.orgId, account.id))
      .for('no key update')
    if (!before) throw notFound()
    const isSame = before.maxDays === input.maxDays && before.approval === input.approval
    if (!isSame)
      await orm
        .update(organizations)
        .set({ tokenMaxDays: input.maxDays, tokenApproval: input.approval })
        .where(sqlOf`${organizations.orgId} = ${account.id}`)
    const target = { kind: 'organization', id: account.id, name: account.name }
    return {
      result: { handle: account.handle },
      audit: isSame ? [] : [{ event: 'tokenPolicy.changed', target, before, after: input }],
    }
  },
})

/** Lets a token into the organization that waits or was refused. Not by a token. */
export const approveToken = command({
  name: 'approveToken',
  permission: 'token.manage',
  input: TokenInput,
  async run(context) {
    const { sql, input } = context
    mustBeSignedIn(context)
    const [row] = await sql<[{ line: TokenLine | null }]>`
      select decide_token(${input.id}::uuid, 'approved') as line`
    return decided(context, row.line, 'token.approved')
  },
})

/** Keeps a token out of the organization from the next request on; it goes on elsewhere. */
export const refuseToken = command({
  name: 'refuseToken',
  permission: 'token.manage',
  input: TokenInput,
  async run(context) {
    const { sql, input } = context
    const [row] = await sql<[{ line: TokenLine | null }]>`
      select decide_token(${input.id}::uuid, 'refused') as line`
    return decided(context, row.line, 'token.refused')
  },
})

/**
 * Takes a token out of the organization: one that is bound to it or to an app of it is over, one that is not loses this reach alone
 * (`outcome`). Its owner is told.
 */
export const revokeToken = command({
  name: 'revokeToken',
  permission: 'token.manage',
  input: TokenInput,
  async run(context) {
    const { sql, input, change } = context
    const [row] = await sql<[{ line: (TokenLine & { outcome: 'revoked' | 'refused' }) | null }]>`
      select revoke_token(${input.id}::uuid, ${change}::uuid) as line`
    return decided(context, row.line, row.line?.outcome === 'refused' ? 'token.refused' : 'token.revoked')
  },
})

function decided(
  { account, person }: CommandContext<unknown>,
  line: TokenLine | null,
  event: Extract<EventName, NoticeKind>,
) {
  if (!line) throw notFound()
  const detail = {
    by: `${person.firstName} ${person.lastName}`,
    token: line.name,
    organization: account.name,
    handle: line.owner.username,
  }
  const notice = { userId: line.owner.id, orgId: account.id, kind: event, subjectId: line.id, detail }
  return {
    result: { name: line.name, owner: line.owner.name, event, handle: account.handle, token: dated(line) },
    audit: [entryOf(event, line)],
    notices: line.owner.id === person.id ? [] : [notice],
  }
}

/** What an organization asks of tokens is not a token's to change: it would let itself in. */
function mustBeSignedIn({ person }: Pick<Entered, 'person'>): void {
  if (person.token) throw forbidden(words('tokens.errors.notByToken'), 'token.manage')
}

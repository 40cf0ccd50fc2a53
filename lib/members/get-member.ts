import 'server-only'
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '@/db/schema'
import { notFound } from '@/lib/errors'
import { can } from '@/lib/permissions/decide'
import { query } from '@/lib/query'
import { memberColumns, shown } from './rows'

/** One member by their user, whose memberships come and go with each role, and what the viewer may do there. Throws `not_found` for who is not, or not any more, in the organization. */
export const getMember = query({
  name: 'getMember',
  permission: 'member.view',
  input: z.object({ userId: z.uuid() }),
  async run(context) {
    const { orm, account, access, input } = context
    const live = and(
      eq(members.orgId, account.id),
      isNull(members.endedAt),
      or(isNull(members.expiresAt), gt(members.expiresAt, sql`now()`)),
    )
    const [[row], admins] = await Promise.all([
      orm
        .select(memberColumns)
        .from(members)
        .where(and(live, eq(members.userId, input.userId))),
      orm.select({ id: members.id }).from(members).where(lastingAdmins(account.id)).limit(2),
    ])
    if (!row) throw notFound('member')
    const member = shown(row, context, can(access, 'member.viewEmails'), admins.length < 2)
    return {
      member,
      organization: account.name,
      can: { viewAs: can(access, 'member.viewAs') && !member.isYou },
    }
  },
})

/** The caller's own membership: whether they may leave, and what they would leave behind. */
export const getOwnMembership = query({
  name: 'getOwnMembership',
  permission: 'organization.leave',
  input: z.object({}),
  async run(context) {
    const { orm, account, access, person } = context
    const live = and(eq(members.orgId, account.id), isNull(members.endedAt))
    const [[row], admins] = await Promise.all([
      orm
        .select(memberColumns)
        .from(members)
        .where(and(live, eq(members.userId, person.id))),
      orm.select({ id: members.id }).from(members).where(lastingAdmins(account.id)).limit(2),
    ])
    if (!row) throw notFound('member')
    return shown(row, context, can(access, 'member.viewEmails'), admins.length < 2)
  },
})

const lastingAdmins = (orgId: string) =>
  and(eq(members.orgId, orgId), isNull(members.endedAt), eq(members.role, 'admin'), isNull(members.expiresAt))

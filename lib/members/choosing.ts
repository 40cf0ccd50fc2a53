import 'server-only'
import { and, lte, not, sql } from 'drizzle-orm'
import { members } from '@/db/schema'
import type { Orm } from '@/db/tenant'
import { isNotExpired, matchesFilter } from './matching'
import { isCounted, isOneOf, type Membership, membershipsWhere } from './memberships'
import type { ChosenMembers } from './schemas'

/** Why somebody who was chosen stays as they are. */
export type Refusal = 'yourself' | 'last_admins' | 'has_role'

export type Refused = { userId: string; name: string; why: Refusal }

/** Everybody who was chosen and is a member now, by name. Those who joined after the choice was looked at are left out. */
export async function chosenMembers(orm: Orm, orgId: string, input: ChosenMembers): Promise<Membership[]> {
  const { all, ids, except, asOf } = input
  if (!all && ids.length === 0) return []
  const chosen = all
    ? and(await matchesFilter(orm, input, true), except.length > 0 ? not(isOneOf(except)) : undefined)
    : isOneOf(ids)
  const seen = asOf ? lte(members.joinedAt, sql`${asOf}::timestamptz`) : undefined
  return membershipsWhere(orm, orgId, and(isNotExpired, chosen, seen))
}

/**
 * Parts those to whom it can be done from those to whom it cannot. Pure. Without a new role they are to be removed. An organization is
 * never without an Admin who stays for good: where the chosen ones are all of them, none is touched, since nobody said whom to spare.
 */
export function partChosen(
  chosen: Membership[],
  by: { userId: string; admins: number },
  newRole: Membership['role'] | null,
): { affected: Membership[]; refused: Refused[] } {
  const losing = chosen.filter(
    (one) => isCounted(one) && one.role !== newRole && one.userId !== by.userId,
  ).length
  const whyNot = (one: Membership): Refusal | null => {
    if (one.userId === by.userId) return 'yourself'
    if (one.role === newRole) return 'has_role'
    return isCounted(one) && losing >= by.admins ? 'last_admins' : null
  }
  const judged = chosen.map((one) => ({ one, why: whyNot(one) }))
  return {
    affected: judged.flatMap(({ one, why }) => (why === null ? [one] : [])),
    refused: judged.flatMap(({ one: { userId, name }, why }) =>
      why === null ? [] : [{ userId, name, why }],
    ),
  }
}

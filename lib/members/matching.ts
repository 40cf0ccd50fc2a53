import 'server-only'
import { and, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { members } from '@/db/schema'
import type { Orm } from '@/db/tenant'
import type { MembersFilter } from './schemas'

/** That the membership has not come to the end of its time. */
export const isNotExpired = or(isNull(members.expiresAt), gt(members.expiresAt, sql`now()`))

/**
 * The condition that a member of the entered organization matches what was searched for and filtered by. Who may not see addresses
 * finds nobody by one.
 */
export async function matchesFilter(
  orm: Orm,
  { q, role, status }: MembersFilter,
  withAddresses: boolean,
): Promise<SQL | undefined> {
  return and(
    q ? await searched(orm, q, withAddresses) : undefined,
    role && eq(members.role, role),
    status === 'permanent' ? isNull(members.expiresAt) : undefined,
    status === 'ending' ? isNotNull(members.expiresAt) : undefined,
  )
}

async function searched(orm: Orm, q: string, withAddresses: boolean): Promise<SQL> {
  const [found] = await orm.execute<{ ids: string[] | null }>(
    sql`select members_matching(${q}, ${withAddresses}) as ids`,
  )
  if (found?.ids) return found.ids.length > 0 ? inArray(members.id, found.ids) : sql`false`
  return contains(withAddresses ? members.searchText : NAMES, q)
}

const NAMES = sql`${members.sortName} || ' ' || lower(${members.username})`

/** That `text`, in lower case already, holds what was typed. */
export const contains = (text: SQL | typeof members.searchText, typed: string): SQL =>
  sql`${text} like ${`%${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}`

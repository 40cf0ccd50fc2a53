import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { members } from '@/db/schema'
import type { QueryContext } from '@/lib/query'
import { type MemberRow, memberColumns, nameOnly, shown } from './rows'

/** Those whom somebody sees who does not see everybody: themselves, and by name the people of teams they lead (SQL function `teammates`). */
export async function peopleInSight(context: QueryContext<unknown>): Promise<MemberRow[]> {
  const { orm, account, person } = context
  const [own, mates] = await Promise.all([
    orm
      .select(memberColumns)
      .from(members)
      .where(and(eq(members.orgId, account.id), eq(members.userId, person.id), isNull(members.endedAt))),
    orm.execute<{ user_id: string; first_name: string; last_name: string; teams: MemberRow['teams'] }>(
      sql`select * from teammates()`,
    ),
  ])
  const others = mates.filter((mate) => mate.user_id !== person.id).map(nameOnly)
  return [...own.map((row) => shown(row, context, false, false)), ...others]
}

import 'server-only'
import type { PendingQuery, Row } from 'postgres'
import type { Connection } from '@/db/client'
import { type BoundedCount, COUNT_BOUND } from '@/lib/paging'

/** What the tab of former members says, and whether there may be more. */
export type DepartedCount = { departed: number; looked: number }

/**
 * How many have left the entered organization, among the memberships that ended last: each change of a role ends one too, so counting
 * them all would cost the more the longer an organization lives. Gives one value, for a statement that asks for others as well.
 */
export const departedCount = (sql: Connection, orgId: string): PendingQuery<Row[]> => sql`
  (select jsonb_build_object('departed', count(*) filter (where not exists (
            select from members later where later.org_id = m.org_id and later.user_id = m.user_id
               and (later.ended_at is null or later.ended_at > m.ended_at or (later.ended_at = m.ended_at and later.id > m.id)))),
          'looked', count(*))
     from (select org_id, user_id, ended_at, id from members
            where org_id = ${orgId}::uuid and ended_at is not null order by ended_at desc, id desc limit ${COUNT_BOUND}) m)`

/** The same for people to read. */
export const boundedDeparted = ({ departed, looked }: DepartedCount): BoundedCount => ({
  count: departed,
  isMore: looked >= COUNT_BOUND,
})

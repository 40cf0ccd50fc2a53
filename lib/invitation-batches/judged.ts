import 'server-only'
import type { PendingQuery, Row } from 'postgres'
import type { Connection } from '@/db/client'
import { addressKeyOf, PER_ADDRESS_AND_DAY } from '@/lib/invitations/limits'

/**
 * The lines of a draft of the entered organization, each with its verdict: what would become of it if it were sent now. Of several
 * lines with one address the first that has a role counts; `same_as` names it to the others. Looked up address by address, whatever the
 * planner believes: a draft is younger than its statistics, and joined otherwise it would read every member once a line.
 */
export function judgedLines(sql: Connection, batchId: string): PendingQuery<Row[]> {
  return sql`
    select l.line, l.typed, l.email, l.email_normalized, l.role, l.typed_role,
           case when l.nth > 1 then l.same_as end as same_as, coalesce(m.role, o.role) as role_held, i.expires_at,
           case when l.is_left_out then 'left_out'
                when l.email is null then 'bad_address'
                when m.id is not null or o.member_id is not null then 'member'
                when l.nth > 1 then 'duplicate'
                when l.role is null then 'bad_role'
                when i.id is not null and i.expires_at > now() and not l.is_again then 'invited'
                when r.points >= ${PER_ADDRESS_AND_DAY} then 'over_limit'
                when i.id is not null then 'renew'
                else 'new' end as verdict
      from (select l.*, b.is_again, ${addressKeyOf(sql, sql`l.email_normalized`)} as key,
                   row_number() over same as nth, first_value(l.line) over same as same_as
              from invitation_batches b
              join invitation_lines l on l.org_id = b.org_id and l.batch_id = b.id
             where b.org_id = current_tenant() and b.id = ${batchId}::uuid
            window same as (partition by l.is_left_out, l.email_normalized order by l.role is null, l.line)) l
      left join lateral (
        select m.id, m.role from members m
         where m.org_id = current_tenant() and m.sort_email = l.email_normalized and m.ended_at is null
           and (m.expires_at is null or m.expires_at > now()) limit 1) m on true
      left join members_by_other_address(array(
        select b.email_normalized from invitation_lines b
         where b.org_id = current_tenant() and b.batch_id = ${batchId}::uuid and b.email_normalized is not null)) o on o.email = l.email_normalized
      left join lateral (
        select i.id, i.expires_at from invitations i
         where i.org_id = current_tenant() and i.email_normalized = l.email_normalized and i.state = 'pending' limit 1) i on true
      left join lateral (
        select r.points from rate_limits r
         where r.key = l.key and r.expire > extract(epoch from now()) * 1000 limit 1) r on true`
}

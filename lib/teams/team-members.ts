import 'server-only'
import type { Connection } from '@/db/client'
import { listed } from '@/lib/members/memberships'
import type { ChosenOfTeam } from './schemas'

/** Everybody who was chosen and is in the team now, by name. Those who came after the choice was looked at are left out. */
export async function chosenOfTeam(
  sql: Connection,
  { teamId, all, ids, except, q, asOf }: ChosenOfTeam,
): Promise<{ userId: string; name: string }[]> {
  if (!all && ids.length === 0) return []
  const which = all
    ? sql`tm.user_id <> all(${listed(except)}::uuid[]) ${q ? sql`and strpos(m.sort_name || ' ' || lower(m.username), ${q.toLowerCase()}) > 0` : sql``}`
    : sql`tm.user_id = any(${listed(ids)}::uuid[])`
  return sql`
    select tm.user_id as "userId", m.first_name || ' ' || m.last_name as name
      from team_members tm
      join members m on m.org_id = tm.org_id and m.user_id = tm.user_id and m.ended_at is null
                    and (m.expires_at is null or m.expires_at > now())
     where tm.org_id = current_tenant() and tm.team_id = ${teamId}::uuid and tm.ended_at is null
       and (tm.expires_at is null or tm.expires_at > now()) and ${which}
       ${asOf ? sql`and tm.started_at <= ${asOf}::text::timestamptz` : sql``}
     order by tm.sort_name, tm.id`
}

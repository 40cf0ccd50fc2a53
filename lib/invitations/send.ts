import 'server-only'
import type { Connection } from '@/db/client'
import type { Role } from '@/lib/permissions/rules'
import { addressKey, PER_ADDRESS_AND_DAY } from './limits'

export type Invitee = { id: string; email: string; normalized: string }
export type Written = {
  normalized: string
  /** Null where nothing was written. */
  id: string | null
  isRenewed: boolean
  isMember: boolean
  isOverLimit: boolean
}

/**
 * Writes invitations into the entered organization, all in one statement: whoever is a member or invited already is left out, an
 * expired one is renewed and its old links end. Gives one row for each invitee.
 */
export async function writeInvitations(
  sql: Connection,
  giver: { id: string; name: string },
  role: Role,
  invitees: Invitee[],
  teamIds: readonly string[] = [],
): Promise<Written[]> {
  const rows = invitees.map(({ id, email, normalized }) => ({
    id,
    email,
    normalized,
    key: addressKey(normalized),
  }))
  const written = await sql<
    { normalized: string; id: string | null; is_new: boolean; is_member: boolean; is_over: boolean }[]
  >`
    with asked as materialized (
      select a.*, exists (select 1 from members m where m.org_id = current_tenant() and m.sort_email = a.normalized
                             and m.ended_at is null and (m.expires_at is null or m.expires_at > now()))
               or a.normalized in (select o.email from members_by_other_address(array(
                    select jsonb_array_elements_text(${JSON.stringify(rows.map(({ normalized }) => normalized))}::text::jsonb))) o) as is_member,
             exists (select 1 from rate_limits l where l.key = current_tenant() || a.key and l.points >= ${PER_ADDRESS_AND_DAY}
                        and l.expire > extract(epoch from now()) * 1000) as is_over
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as a(id uuid, email text, normalized text, key text)
    ), written as (
      insert into invitations as i (id, org_id, email, email_normalized, role, team_ids, invited_by, inviter_name, expires_at)
      select a.id, o.org_id, a.email, a.normalized, ${role}, ${`{${teamIds.join(',')}}`}::uuid[], ${giver.id}::uuid, ${giver.name}, now() + make_interval(days => o.invitation_ttl_days)
        from asked a join organizations o on o.org_id = current_tenant()
       where not a.is_member and not a.is_over
       order by a.normalized
      on conflict (org_id, email_normalized) where state = 'pending' do update
        set email = excluded.email, role = excluded.role, team_ids = excluded.team_ids, invited_by = excluded.invited_by, inviter_name = excluded.inviter_name,
            sent_at = now(), expires_at = excluded.expires_at, batch_id = null
        where i.expires_at <= now()
      returning i.id, i.email_normalized
    ), ended as (
      update invitation_links l set revoked_at = now()
        from written w where l.org_id = current_tenant() and l.invitation_id = w.id and l.revoked_at is null
    )
    select a.normalized, w.id, w.id = a.id as is_new, a.is_member, a.is_over
      from asked a left join written w on w.email_normalized = a.normalized`
  return written.map((row) => ({
    normalized: row.normalized,
    id: row.id,
    isRenewed: row.id !== null && !row.is_new,
    isMember: row.is_member,
    isOverLimit: row.is_over,
  }))
}

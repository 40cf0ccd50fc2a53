import 'server-only'
import { createHash } from 'node:crypto'
import type { Connection } from '@/db/client'
import { rateLimited } from '@/lib/errors'
import type { Role } from '@/lib/permissions/rules'

/** How many may be invited in an hour, by one organization and by one person; how often one address may be written to in a day. */
export const LIMITS = { perHour: 500, perAddressAndDay: 5 }

const HOUR_SECONDS = 3600

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
                             and m.ended_at is null and (m.expires_at is null or m.expires_at > now())) as is_member,
             exists (select 1 from rate_limits l where l.key = current_tenant() || a.key and l.points >= ${LIMITS.perAddressAndDay}
                        and l.expire > extract(epoch from now()) * 1000) as is_over
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as a(id uuid, email text, normalized text, key text)
    ), written as (
      insert into invitations as i (id, org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
      select a.id, o.org_id, a.email, a.normalized, ${role}, ${giver.id}::uuid, ${giver.name}, now() + make_interval(days => o.invitation_ttl_days)
        from asked a join organizations o on o.org_id = current_tenant()
       where not a.is_member and not a.is_over
       order by a.normalized
      on conflict (org_id, email_normalized) where state = 'pending' do update
        set email = excluded.email, role = excluded.role, invited_by = excluded.invited_by, inviter_name = excluded.inviter_name,
            sent_at = now(), expires_at = excluded.expires_at
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

/** Counts mails asked for against the limits of the organization, the person and each address. Throws `rate_limited`. */
export async function spend(
  sql: Connection,
  orgId: string,
  userId: string,
  addresses: string[],
): Promise<void> {
  if (addresses.length === 0) return
  const hourly = { points: addresses.length, most: LIMITS.perHour, seconds: HOUR_SECONDS }
  const daily = { points: 1, most: LIMITS.perAddressAndDay, seconds: 24 * HOUR_SECONDS }
  const wanted = [
    { key: `invite:org:${orgId}`, ...hourly },
    { key: `invite:person:${userId}`, ...hourly },
    ...addresses.map((address) => ({ key: orgId + addressKey(address), ...daily })),
  ]
  // In the order of their keys, so that two changes never wait for each other.
  const [spent] = await sql<[{ wait: number | null }]>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(key text, points int, most int, seconds int)
    ), clock as (
      select extract(epoch from clock_timestamp()) * 1000 as ms
    ), spent as (
      insert into rate_limits as l (key, points, expire)
      select w.key, w.points, c.ms + w.seconds * 1000 from wanted w, clock c order by w.key
      on conflict (key) do update
        set points = case when l.expire > (select ms from clock) then l.points else 0 end + excluded.points,
            expire = case when l.expire > (select ms from clock) then l.expire else excluded.expire end
      returning l.key, l.points, l.expire
    )
    select ceil((max(s.expire) - (select ms from clock)) / 1000)::int as wait
      from spent s join wanted w on w.key = s.key where s.points > w.most`
  if (spent.wait !== null) throw rateLimited(spent.wait)
}

/** Limits of one address hold for each organization apart, or one could use up another's. */
const addressKey = (normalized: string) =>
  `:invite-mail:${createHash('sha256').update(normalized).digest('base64url')}`

import 'server-only'
import { createHash } from 'node:crypto'
import type { PendingQuery, Row } from 'postgres'
import type { Connection } from '@/db/client'
import type { Person } from '@/lib/actor'
import { env } from '@/lib/env'
import { rateLimited } from '@/lib/errors'
import { words } from '@/messages/words'

/** How often one organization may write to one address within a day. */
export const PER_ADDRESS_AND_DAY = 5

const HOUR_SECONDS = 3600
const DAY_SECONDS = 24 * HOUR_SECONDS

/** From this age, or with this many members, an organization is no longer new. */
const ESTABLISHED = { days: 7, members: 25 }

/** How many invitations may still go out within the hour, for the organization and the person together. */
export type Allowance = { most: number; left: number; secondsUntilMore: number; isNew: boolean }

/**
 * Asks what the entered organization and the person have left: `INVITATIONS_PER_HOUR`, or `INVITATIONS_PER_HOUR_NEW` while the
 * organization is new. The operator vouches for whatever they invite to.
 */
export async function findAllowance(sql: Connection, orgId: string, person: Person): Promise<Allowance> {
  const [row] = await sql<[{ most: number; is_new: boolean; spent: number; wait: number }]>`
    select ${mostPerHour(sql, person)} as most, not (${isEstablished(sql, person)}) as is_new, coalesce(max(l.points), 0)::int as spent,
           ceil((coalesce(max(l.expire), 0) - extract(epoch from clock_timestamp()) * 1000) / 1000)::int as wait
      from rate_limits l
     where l.key in (${hourKeys(orgId, person)[0]}, ${hourKeys(orgId, person)[1]})
       and l.expire > extract(epoch from clock_timestamp()) * 1000`
  const left = Math.max(0, row.most - row.spent)
  return { most: row.most, left, secondsUntilMore: Math.max(0, row.wait), isNew: row.is_new }
}

/** Counts invitations against what the organization and the person may send in an hour. Throws `rate_limited` past it. */
export async function spendHour(
  sql: Connection,
  orgId: string,
  person: Person,
  points: number,
): Promise<void> {
  if (points === 0) return
  const wanted = hourKeys(orgId, person).map((key) => ({ key, points, seconds: HOUR_SECONDS }))
  const [spent] = await sql<[{ most: number; before: number; wait: number | null }]>`
    with wanted as (
      select key, points, seconds from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(key text, points int, seconds int)
    ), spent as (${spending(sql, sql`wanted`)})
    select m.most, max(s.points) - ${points}::int as before,
           ceil((max(s.expire) filter (where s.points > m.most) - extract(epoch from clock_timestamp()) * 1000) / 1000)::int as wait
      from spent s, (select ${mostPerHour(sql, person)} as most) m group by m.most`
  if (spent.wait === null) return
  const left = Math.max(0, spent.most - spent.before)
  throw rateLimited(spent.wait, words('batches.overLimit', { wanted: points, left, most: spent.most }))
}

/** Counts one mail to each address against what may go there in a day. Throws `rate_limited`. */
export async function spendDay(sql: Connection, orgId: string, addresses: string[]): Promise<void> {
  if (addresses.length === 0) return
  const wanted = addresses.map((address) => ({ key: orgId + addressKey(address) }))
  const [spent] = await sql<[{ wait: number | null }]>`
    with wanted as (
      select key, 1 as points, ${DAY_SECONDS}::int as seconds from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w(key text)
    ), spent as (${spending(sql, sql`wanted`)})
    select ceil((max(s.expire) - extract(epoch from clock_timestamp()) * 1000) / 1000)::int as wait
      from spent s where s.points > ${PER_ADDRESS_AND_DAY}`
  if (spent.wait !== null) throw rateLimited(spent.wait)
}

/** Those of these addresses to which nothing more may go today. */
export async function addressesOverLimit(
  sql: Connection,
  orgId: string,
  addresses: readonly string[],
): Promise<Set<string>> {
  if (addresses.length === 0) return new Set()
  const asked = addresses.map((normalized) => ({ normalized, key: orgId + addressKey(normalized) }))
  const over = await sql<{ normalized: string }[]>`
    select a.normalized from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as a(normalized text, key text)
      join rate_limits l on l.key = a.key and l.points >= ${PER_ADDRESS_AND_DAY} and l.expire > extract(epoch from now()) * 1000`
  return new Set(over.map(({ normalized }) => normalized))
}

/** Both at once, for a few addresses. */
export async function spend(
  sql: Connection,
  orgId: string,
  person: Person,
  addresses: string[],
): Promise<void> {
  await spendDay(sql, orgId, addresses)
  await spendHour(sql, orgId, person, addresses.length)
}

/** The same for addresses that the database has at hand, as a part of another statement: `keys` gives a `key` for each (`addressKeyOf`). */
export function spendDayFrom(sql: Connection, keys: PendingQuery<Row[]>): PendingQuery<Row[]> {
  return spending(sql, sql`(select k.key, 1 as points, ${DAY_SECONDS}::int as seconds from ${keys} k) wanted`)
}

/** In the order of the keys, so that two changes never wait for each other. */
function spending(sql: Connection, wanted: PendingQuery<Row[]>): PendingQuery<Row[]> {
  return sql`
    insert into rate_limits as l (key, points, expire)
    select key, points, extract(epoch from now()) * 1000 + seconds * 1000 from ${wanted} order by key
    on conflict (key) do update
      set points = case when l.expire > extract(epoch from now()) * 1000 then l.points else 0 end + excluded.points,
          expire = case when l.expire > extract(epoch from now()) * 1000 then l.expire else excluded.expire end
    returning l.key, l.points, l.expire`
}

function mostPerHour(sql: Connection, person: Person): PendingQuery<Row[]> {
  return sql`case when ${isEstablished(sql, person)} then ${env.INVITATIONS_PER_HOUR}::int else ${env.INVITATIONS_PER_HOUR_NEW}::int end`
}

function isEstablished(sql: Connection, { isOperator }: Person): PendingQuery<Row[]> {
  return sql`${isOperator} or exists (
        select 1 from organizations o where o.org_id = current_tenant() and o.created_at < now() - make_interval(days => ${ESTABLISHED.days}))
      or (select count(*) from (select 1 from members m where m.org_id = current_tenant() and m.ended_at is null
             and (m.expires_at is null or m.expires_at > now()) limit ${ESTABLISHED.members}) few) >= ${ESTABLISHED.members}`
}

const hourKeys = (orgId: string, { id }: Person) => [`invite:org:${orgId}`, `invite:person:${id}`] as const

/** Limits of one address hold for each organization apart, or one could use up another's. */
export const addressKey = (normalized: string) =>
  `:invite-mail:${createHash('sha256').update(normalized).digest('hex')}`

/** The same key as the database makes it, the entered tenant in front. */
export function addressKeyOf(sql: Connection, email: PendingQuery<Row[]>): PendingQuery<Row[]> {
  return sql`(select current_tenant())::text || ':invite-mail:' || encode(sha256(convert_to(${email}, 'UTF8')), 'hex')`
}

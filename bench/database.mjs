import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const fillFile = new URL('fill.sql', import.meta.url)

/**
 * Fills the database once; later runs find what the first has left. Connects as the owner.
 *
 * @param {string} ownerUrl
 * @param {{large: number, others: number}} sizes
 */
export async function fill(ownerUrl, { large, others }) {
  const sql = await connect(ownerUrl)
  try {
    const statements = readFileSync(fillFile, 'utf8')
    const fingerprint = createHash('sha256').update(statements).update(`${large} ${others}`).digest('hex')
    const found = await filledWith(sql)
    if (found === fingerprint) return
    if (found || (await hasPeople(sql)))
      throw new Error('The benchmark has data of other sizes. Run it with --rebuild.')
    const members = (large + others * 100).toLocaleString('en')
    console.log(`Filling a database with ${members} members, once…`)
    await sql.begin(async (tx) => {
      await tx`select set_config('bench.large', ${String(large)}, true), set_config('bench.others', ${String(others)}, true),
                      set_config('maintenance_work_mem', '512MB', true), set_config('work_mem', '256MB', true)`
      await tx.unsafe(statements)
      await tx.unsafe('create table bench.filled (fingerprint text not null)')
      await tx`insert into bench.filled values (${fingerprint})`
    })
    await sql.unsafe('vacuum analyze')
    await sql.unsafe('checkpoint').catch(() => {}) // not every owner may, and the next one comes by itself
  } finally {
    await sql.end()
  }
}

/** Takes everything away, so that the next start builds it anew. */
export async function empty(ownerUrl) {
  const sql = await connect(ownerUrl)
  try {
    await sql.unsafe(
      `drop schema if exists bench, drizzle, graphile_worker, muster, public cascade; create schema public`,
    )
  } finally {
    await sql.end()
  }
}

/** Sign-ins count as used an hour from now, so that none is marked as used in the middle of a round. */
export async function freshen(ownerUrl) {
  const sql = await connect(ownerUrl)
  try {
    await sql`update sessions set last_seen_at = now() + interval '1 hour'
               where last_seen_at < now() + interval '10 minutes'`
    await sql.unsafe('vacuum analyze sessions')
  } finally {
    await sql.end()
  }
}

/**
 * Team Contributors with an app that their team reaches: whom and what to ask about.
 *
 * @returns {Promise<{userId: string, sessionId: string, account: string, app: string}[]>}
 */
export async function peopleWithApps(sql, handle) {
  const where =
    handle !== 'small' ? sql`h.handle = ${handle}` : sql`h.handle = 'small' or h.handle like 'org-%'`
  return sql`
    select m.user_id as "userId", s.id as "sessionId", m.handle as account, a.handle as app
      from (select m.org_id, m.user_id, h.display as handle from members m join handles h on h.account_id = m.org_id
             where (${where}) and m.role = 'team_contributor' and m.ended_at is null order by md5(m.id::text) limit 1000) m
      cross join lateral (select id from sessions where user_id = m.user_id limit 1) s
      cross join lateral (
        select a.handle from team_members tm
          join team_apps ta on ta.org_id = tm.org_id and ta.team_id = tm.team_id and ta.ended_at is null join apps a on a.id = ta.app_id
         where tm.org_id = m.org_id and tm.user_id = m.user_id and tm.ended_at is null order by md5(a.id::text) limit 1) a`
}

/**
 * Admins, each with an app of their organization.
 *
 * @returns {Promise<{userId: string, sessionId: string, account: string, app: string}[]>}
 */
export async function adminsWithApps(sql, handle) {
  const where =
    handle === 'large' ? sql`h.handle = 'large'` : sql`h.handle = 'small' or h.handle like 'org-%'`
  return sql`
    select m.user_id as "userId", s.id as "sessionId", h.display as account, a.handle as app
      from handles h
      cross join lateral (select user_id from members where org_id = h.account_id and role = 'admin' and ended_at is null limit 1) m
      cross join lateral (select id from sessions where user_id = m.user_id limit 1) s
      cross join lateral (select handle from apps where org_id = h.account_id and deleted_at is null order by md5(id::text) limit 200) a
     where ${where} order by md5(a.handle || h.handle) limit 1000`
}

export async function connect(url) {
  const { default: postgres } = await import('postgres')
  return postgres(url, { max: 1, onnotice: () => {} })
}

async function filledWith(sql) {
  const [table] = await sql`select to_regclass('bench.filled') as name`
  if (!table.name) return undefined
  const [row] = await sql`select fingerprint from bench.filled`
  return row?.fingerprint
}

async function hasPeople(sql) {
  const [row] = await sql`select exists (select from users) as "isSo"`
  return row.isSo
}

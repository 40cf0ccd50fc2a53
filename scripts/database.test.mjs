import postgres from 'postgres'
import { expect, test } from 'vitest'
import { prepareDatabase } from './database.mjs'

const ownerUrl = process.env.DATABASE_URL
const appSecret = process.env.APP_SECRET

test('preparing a database again changes nothing, however many launchers try at once', async () => {
  const again = await Promise.all([1, 2, 3].map(() => prepareDatabase({ ownerUrl, appSecret })))
  expect(again.map(({ changed }) => changed)).toEqual([false, false, false])
})

test('a database of a newer version is left alone', async () => {
  const sql = postgres(ownerUrl, { max: 1 })
  try {
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${Date.now() * 2})`
    await sql`update muster.prepared set fingerprint = 'another'`
    await expect(prepareDatabase({ ownerUrl, appSecret })).rejects.toThrow('newer version of Muster')
  } finally {
    await sql`delete from drizzle.__drizzle_migrations where hash = 'later'`
    await sql.end()
  }
  expect(await prepareDatabase({ ownerUrl, appSecret })).toMatchObject({ changed: true })
})

test('somebody at the same tables in another order does not keep it from being prepared', async () => {
  const sql = postgres(ownerUrl, { max: 2 })
  try {
    const waits = async () =>
      (
        await sql`select 1 from pg_locks l join pg_stat_activity a using (pid)
                  where not l.granted and a.application_name = 'muster prepare' and a.datname = current_database()`
      ).length
    let begun
    const meet = async () => {
      await sql`update muster.prepared set fingerprint = 'another'`
      await sql.begin(async (tx) => {
        await tx`lock table users in share update exclusive mode`
        begun = prepareDatabase({ ownerUrl, appSecret })
        begun.catch(() => {})
        await expect.poll(waits, { interval: 5 }).toBe(1)
        await tx`lock table members in share update exclusive mode` // which the walls hold by now
      })
    }
    // PostgreSQL breaks the circle at whoever looks first, which on a slow machine is the one that came second.
    await expect
      .poll(
        () =>
          meet().then(
            () => 'through',
            (error) => begun.then(() => error.code),
          ),
        { timeout: 50_000 },
      )
      .toBe('through')
    expect(await begun).toMatchObject({ changed: true })
  } finally {
    await sql.end()
  }
})

test('the app and the worker do not work as the owner', async () => {
  const asOwner = prepareDatabase({ ownerUrl, appSecret, appUrl: ownerUrl })
  await expect(asOwner).rejects.toThrow('must not work as the database role muster_owner, which owns tables')
})

test('the two roles see no rows and own nothing', async () => {
  for (const url of [process.env.APP_DATABASE_URL, process.env.WORKER_DATABASE_URL]) {
    const sql = postgres(url, { max: 1 })
    const [role] = await sql`
      select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as "isPowerful" from pg_roles where rolname = current_user`
    expect(role).toEqual({ isPowerful: false })
    await expect(sql`create table x (y int)`).rejects.toThrow('permission denied')
    await sql.end()
  }
})

test('what listens goes past a pooler, signed in as the web is', async () => {
  const pooled = new URL(process.env.APP_DATABASE_URL)
  pooled.hostname = 'localhost' // as if another program stood there
  const prepared = { ownerUrl, appSecret, appUrl: pooled.href, ownerDirectUrl: ownerUrl }
  const { directUrl, appUrl } = await prepareDatabase(prepared)
  expect(appUrl).toBe(pooled.href)
  expect(directUrl).toBe(process.env.APP_DATABASE_URL)
  await prepareDatabase({ ownerUrl, appSecret }) // as the files after this one expect it
})

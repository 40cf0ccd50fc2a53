import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations } from 'graphile-worker'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client'
import { nowhere } from '@/lib/actor'
import { findInvitation } from '@/lib/invitations/queries'
import { listMembers } from '@/lib/members/queries'
import { MembersSearch } from '@/lib/members/schemas'
import { prepareDatabase } from './database.mjs'

// Release 1 ended with this migration; its second wall and a filled database stand in db/testing/release-1.
const LAST_OF_RELEASE_1 = '0001_count_members'
const LINK_SECRET = 'a-secret-of-release-1-that-was-mailed-to-pia'.slice(0, 43)
const before = { ...process.env }
const name = `muster_upgrade_${process.pid}_${randomBytes(3).toString('hex')}`
const server = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
const ownerUrl = on(process.env.DATABASE_URL)
let owner: postgres.Sql
let was: Record<string, Record<string, unknown>[]>

function on(url = ''): string {
  const result = new URL(url)
  result.pathname = `/${name}`
  return result.href
}

/** Every row of every table that release 1 had. */
async function rows(): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = was
    ? Object.keys(was)
    : (
        await owner<{ name: string }[]>`
          select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
      ).map((table) => table.name)
  const found: typeof was = {}
  for (const table of tables) found[table] = await owner`select * from ${owner(table)} t order by t::text`
  return found
}

beforeAll(async () => {
  await server.unsafe(`create database ${name}`)
  owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  await migrate(drizzle(owner), { migrationsFolder: migrationsUpTo(LAST_OF_RELEASE_1) })
  await runMigrations({ connectionString: ownerUrl, logger: new Logger(() => () => {}) })
  for (const file of ['walls', 'fill'])
    await owner.unsafe(readFileSync(`db/testing/release-1/${file}.sql`, 'utf8'))
  owner = await fresh()
  was = await rows()
  await prepareDatabase({ ownerUrl, appSecret: process.env.APP_SECRET ?? '' })
  process.env.APP_DATABASE_URL = on(process.env.APP_DATABASE_URL)
  await closeDatabase()
}, 60_000)

afterAll(async () => {
  await closeDatabase()
  process.env.APP_DATABASE_URL = before.APP_DATABASE_URL
  await owner.end()
  await server.unsafe(`drop database if exists ${name} with (force)`)
  await server.end()
})

/** Drizzle reads dates as text on the connection it had. */
async function fresh(): Promise<postgres.Sql> {
  await owner.end()
  return postgres(ownerUrl, { max: 1, onnotice: () => {} })
}

function migrationsUpTo(last: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-release-1-'))
  const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as {
    entries: { tag: string }[]
  } // drizzle's own file
  const end = journal.entries.findIndex(({ tag }) => tag === last)
  journal.entries = journal.entries.slice(0, end + 1)
  mkdirSync(path.join(folder, 'meta'))
  writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify(journal))
  for (const { tag } of journal.entries) cpSync(`db/migrations/${tag}.sql`, path.join(folder, `${tag}.sql`))
  return folder
}

test('an installation of release 1 in use keeps every row and every value that it had', async () => {
  const is = await rows()
  for (const [table, old] of Object.entries(was)) {
    if (old.length > 0) expect(old.length, `the story has something in ${table}`).toBeGreaterThan(0)
    for (const row of old) {
      const kept = is[table]?.filter((one) =>
        Object.entries(row).every(([column, value]) => same(one[column], value)),
      )
      expect(kept, `${table} ${JSON.stringify(row)}`).toHaveLength(1)
    }
  }
  expect(Object.values(was).filter((old) => old.length > 0).length).toBeGreaterThan(14)
})

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

test('people work on with it as before', async () => {
  const lena = {
    actor: {
      kind: 'person' as const,
      userId: '00000000-0000-4000-8000-000000000001',
      sessionId: '00000000-0000-4000-8000-000000000021',
    },
    origin: nowhere,
  }
  const { rows } = await listMembers(lena, 'acme', MembersSearch.parse({}))
  expect(JSON.stringify(rows)).toContain('omar@example.test')
  const invitation = await findInvitation(LINK_SECRET, lena)
  expect(invitation).toMatchObject({ state: 'pending', organization: { name: 'Acme' } })
})

test('taking it over again changes nothing', async () => {
  expect(await prepareDatabase({ ownerUrl, appSecret: process.env.APP_SECRET ?? '' })).toMatchObject({
    changed: false,
  })
})

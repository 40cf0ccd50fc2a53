import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { bundledPostgres } from './bundled-postgres.mjs'
import { localDatabase } from './local-db.mjs'

const LIMIT_MS = 60_000

function newDataDir() {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-db-'))
  chmodSync(folder, 0o755)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function ask(url, statement) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

/** Another process that uses the database until it is killed. */
async function user(dataDir) {
  const program = `import { localDatabase } from ${JSON.stringify(path.resolve('scripts/local-db.mjs'))}
    const { url } = await localDatabase(${JSON.stringify(dataDir)}, { disposable: true })
    process.stdout.write(url); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program])
  const [url] = await once(child.stdout, 'data')
  return { url: String(url), kill: () => child.kill('SIGKILL') && once(child, 'exit') }
}

const serverPid = (dataDir) =>
  Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

async function ends(dataDir) {
  await expect
    .poll(() => existsSync(path.join(dataDir, 'postgres/postmaster.pid')), { timeout: 5000 })
    .toBe(false)
}

test('starts at once share one server, which ends with the last of them', { timeout: LIMIT_MS }, async () => {
  const dataDir = newDataDir()
  const all = await Promise.all([1, 2, 3].map(() => localDatabase(dataDir, { disposable: true })))
  expect(all.map(({ joined }) => joined).sort()).toEqual([false, true, true])
  const [first, ...others] = all
  await first.stop()
  for (const { url } of others) expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  for (const { stop } of others) await stop()
  await ends(dataDir)
})

test('the owner is no superuser and owns the database', { timeout: LIMIT_MS }, async () => {
  const { url, stop } = await localDatabase(newDataDir())
  const rows = await ask(
    url,
    `
    select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, pg_get_userbyid(datdba) = rolname as owns
      from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  )
  const owner = {
    rolname: 'muster_owner',
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: false,
    rolcreaterole: true,
  }
  expect(rows).toEqual([{ ...owner, owns: true }])
  await stop()
})

const isRoot = process.getuid?.() === 0
test.runIf(isRoot)('root may keep its data folder to itself', { timeout: LIMIT_MS }, async () => {
  const dataDir = newDataDir()
  chmodSync(dataDir, 0o700)
  const { folder } = bundledPostgres(dataDir)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { url, stop } = await localDatabase(dataDir, { disposable: true })
  expect(folder).toMatch(/^\/var\/lib\/muster\//)
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await stop()
})

test('killing its only user ends the server, and nothing is lost', { timeout: LIMIT_MS }, async () => {
  const dataDir = newDataDir()
  const { url, kill } = await user(dataDir)
  await ask(url, 'create table kept as select 1 as one')
  await kill()
  await ends(dataDir)
  const again = await localDatabase(dataDir, { disposable: true })
  expect(again.joined).toBe(false)
  expect(await ask(again.url, 'select * from kept')).toEqual([{ one: 1 }])
  await again.stop()
})

test('after a crash of the server, its pid file does not stand for it', { timeout: LIMIT_MS }, async () => {
  const dataDir = newDataDir()
  const { kill } = await user(dataDir)
  process.kill(serverPid(dataDir), 'SIGKILL')
  await kill()
  const again = await localDatabase(dataDir, { disposable: true })
  expect(again.joined).toBe(false)
  expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await again.stop()
})

test('what a start that was killed halfway left behind is cleared away', { timeout: LIMIT_MS }, async () => {
  const dataDir = newDataDir()
  const half = path.join(dataDir, 'postgres.init-half')
  mkdirSync(half)
  writeFileSync(path.join(half, 'PG_VERSION'), '18')
  const { stop } = await localDatabase(dataDir, { disposable: true })
  expect(existsSync(half)).toBe(false)
  await stop()
})

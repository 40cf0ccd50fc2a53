import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { makeOrganization, makePeople } from '../endurance/people.mjs'
import { prepareDatabase } from './database.mjs'
import { localDatabase } from './local-db.mjs'

const APP_SECRET = 'a secret that is kept beside the backup, and long enough'
const LIMIT_MS = 120_000

/** Where PostgreSQL's programs of one version stand together: what dumps has to be as new as what serves. */
function programs() {
  const folders = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name, 'bin')))
  return folders.find((folder) =>
    ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql'].every((name) =>
      existsSync(path.join(folder, name)),
    ),
  )
}

const bin = programs()
if (!bin)
  console.log(
    'Backup and restore with pg_dump are not tried: this machine has no PostgreSQL with its programs (Debian: postgresql).',
  )

/** Root may not run PostgreSQL. */
const identity = (() => {
  if (process.getuid?.() !== 0) return {}
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:') || one.startsWith('nobody:'))
  const fields = line.split(':')
  return { uid: Number(fields[2]), gid: Number(fields[3]) }
})()

/** A server with nothing but the owner of an empty database, as the README asks for. */
async function emptyServer() {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-backup-'))
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid)
  const data = path.join(folder, 'data')
  const run = (program, args) =>
    execFileSync(path.join(bin, program), args, { ...identity, cwd: folder, stdio: 'pipe' })
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'])
  const port = await freePort()
  const server = spawn(
    path.join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    {
      ...identity,
      cwd: folder,
      stdio: 'ignore',
    },
  )
  const ended = new Promise((resolve) => server.once('exit', resolve))
  onTestFinished(async () => {
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const superuser = postgres(`postgres://postgres@127.0.0.1:${port}/postgres`, { max: 1, onnotice: () => {} })
  for (let turn = 0; ; turn++) {
    try {
      await superuser`select 1`
      break
    } catch (error) {
      if (turn === 100) throw error
      await sleep(100)
    }
  }
  await superuser.unsafe(`create role muster_owner login createrole password 'owner'`)
  await superuser.unsafe('create database muster owner muster_owner')
  await superuser.end()
  return `postgres://muster_owner:owner@127.0.0.1:${port}/muster`
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function ask(url, work) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** How many rows each table holds, of the portal and of the worker's queue. */
const counts = (url) =>
  ask(url, async (sql) => {
    const tables = await sql`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'graphile_worker', 'drizzle') and c.relkind = 'r' order by 1`
    const found = {}
    for (const { name } of tables)
      found[name] = (await sql.unsafe(`select count(*)::int as n from ${name}`))[0].n
    return found
  })

const command = (text, env) =>
  execFileSync('/bin/sh', ['-ec', text], {
    env: { ...process.env, ...env, PATH: `${bin}:${process.env.PATH}` },
    stdio: 'pipe',
  })

test.runIf(bin)(
  'what pg_dump takes away, pg_restore brings to another server, and the portal works there',
  { timeout: LIMIT_MS },
  async () => {
    const [here, there] = [await emptyServer(), await emptyServer()]
    const { workerUrl } = await prepareDatabase({ ownerUrl: here, appSecret: APP_SECRET })
    const admin = await ask(here, async (sql) => {
      const [admin] = await makePeople(sql, 'person', 40)
      await makeOrganization(sql, 'acme', admin)
      return admin
    })
    await ask(workerUrl, (sql) => sql`select graphile_worker.add_job('mail.retry')`)
    const folder = mkdtempSync(path.join(tmpdir(), 'muster-dump-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = path.join(folder, 'muster.dump')

    for (const step of documented('backup')) command(step, { DATABASE_URL: here, DUMP: file })
    for (const step of documented('restore')) command(step, { DATABASE_URL: there, DUMP: file })
    const { appUrl, changed } = await prepareDatabase({ ownerUrl: there, appSecret: APP_SECRET })

    expect(changed, 'the two roles get their passwords').toBe(true)
    expect(await counts(there)).toEqual(await counts(here))
    const frame = await ask(
      appUrl,
      (sql) => sql`select username from frame(${admin.userId}::uuid, ${admin.sessionId}::uuid)`,
    )
    expect(frame).toEqual([{ username: 'person-0' }])
    expect(
      await ask(appUrl, (sql) => sql`select count(*)::int as n from members`),
      'the walls stand',
    ).toEqual([{ n: 0 }])
  },
)

/** The very commands of the README. */
function documented(name) {
  const [, block] =
    new RegExp(`<!-- ${name} -->\\s*\`\`\`sh\\n(.*?)\`\`\``, 's').exec(readFileSync('README.md', 'utf8')) ??
    []
  if (!block) throw new Error(`The README says nothing about ${name}.`)
  return block
    .replaceAll('muster.dump', '"$DUMP"')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
}

test.runIf(process.platform !== 'win32')(
  'a copy of the data folder of a stopped portal is a backup',
  { timeout: LIMIT_MS },
  async () => {
    const base = mkdtempSync(path.join(tmpdir(), 'muster-copy-'))
    chmodSync(base, 0o755)
    onTestFinished(() => rmSync(base, { recursive: true, force: true }))
    const [here, there] = ['here', 'there'].map((name) => path.join(base, name))
    mkdirSync(here, { mode: 0o755 })
    const first = await localDatabase(here)
    await ask(first.url, (sql) => sql`create table kept as select 1 as one`)
    writeFileSync(path.join(here, 'secret'), APP_SECRET)
    await first.stop()
    execFileSync('cp', ['-a', here, there])
    expect(statSync(path.join(there, 'secret')).isFile()).toBe(true)
    const second = await localDatabase(there)
    onTestFinished(second.stop)
    expect(await ask(second.url, (sql) => sql`select * from kept`)).toEqual([{ one: 1 }])
  },
)

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { databaseRoles, refusePowerful, signInOf, withPassword } from './database-roles.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const migrationsFolder = path.join(root, 'db/migrations')
const PREPARE_LOCK = 7_268_003 // any number, the same in every launcher

/**
 * Brings a database to what this version expects: roles, migrations, the worker's own tables, the walls. Any number of
 * launchers may call it at once; when nothing has changed since the last time it costs one query and two sign-ins.
 *
 * @param {object} options
 * @param {string} options.ownerUrl a role that owns the database and may create roles
 * @param {string} options.appSecret the passwords of the other two roles derive from it
 * @param {string} [options.ownerDirectUrl] past a connection pooler, for what needs a session (DATABASE_DIRECT_URL)
 * @param {string} [options.appUrl] instead of a derived role (APP_DATABASE_URL)
 * @param {string} [options.workerUrl] instead of a derived role (WORKER_DATABASE_URL)
 * @param {(what: string) => void} [options.onStep] told what is being done
 * @returns {Promise<{appUrl: string, workerUrl: string, directUrl: string, changed: boolean}>} directUrl: the app role
 *   past a pooler
 */
export async function prepareDatabase({
  ownerUrl,
  appSecret,
  ownerDirectUrl = ownerUrl,
  appUrl,
  workerUrl,
  onStep,
}) {
  const { default: postgres } = await import('postgres')
  const roles = databaseRoles({ appSecret, appUrl, workerUrl })
  const urls = {
    appUrl: appUrl ?? withPassword(ownerUrl, roles.app),
    workerUrl: workerUrl ?? withPassword(ownerDirectUrl, roles.worker),
    directUrl: withPassword(ownerDirectUrl, appUrl ? signInOf(appUrl) : roles.app),
  }
  const fingerprint = expectedState(roles)
  const sql = postgres(ownerDirectUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'muster prepare' },
  })
  try {
    const isCurrent = async () =>
      (await storedState(sql)) === fingerprint && (await canSignIn(postgres, urls))
    if (await isCurrent()) return { ...urls, changed: false }
    await sql`select pg_advisory_lock(${PREPARE_LOCK})`
    if (await isCurrent()) return { ...urls, changed: false }
    onStep?.('Bringing the database up to date')
    await roles.create(sql)
    await migrate(sql)
    await migrateWorker(ownerDirectUrl)
    await pastDeadlocks(() => raiseWalls(sql, fingerprint))
    if (!(await canSignIn(postgres, urls)))
      throw new Error('The database refuses the portal: check APP_DATABASE_URL and WORKER_DATABASE_URL.')
    return { ...urls, changed: true }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function expectedState(roles) {
  const hash = createHash('sha256').update(roles.fingerprint)
  const files = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'))
  const worker = path.join(root, 'node_modules/graphile-worker/package.json')
  for (const file of [
    ...files.sort().map((name) => path.join(migrationsFolder, name)),
    ...wallFiles(),
    journalFile,
  ]) {
    hash.update(readFileSync(file))
  }
  return hash.update(JSON.parse(readFileSync(worker, 'utf8')).version).digest('hex')
}

const wallsFolder = path.join(root, 'db/walls')
/** In the order of their numbers: what one builds on stands before it. */
const wallFiles = () =>
  readdirSync(wallsFolder)
    .sort()
    .map((name) => path.join(wallsFolder, name))
const journalFile = path.join(migrationsFolder, 'meta/_journal.json')

async function storedState(sql) {
  const [table] = await sql`select to_regclass('muster.prepared') as name`
  if (!table?.name) return undefined
  const [row] = await sql`select fingerprint from muster.prepared`
  return row?.fingerprint
}

/** Roles belong to the whole server: another installation on it may have changed their passwords. */
async function canSignIn(postgres, { appUrl, workerUrl }) {
  const attempts = [appUrl, workerUrl].map(async (url) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    try {
      await refusePowerful(sql)
      return true
    } catch (error) {
      if (error.name === 'PostgresError' && error.code?.startsWith('28')) return false
      throw error
    } finally {
      await sql.end({ timeout: 1 })
    }
  })
  return (await Promise.all(attempts)).every(Boolean)
}

async function migrate(sql) {
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const { migrate: run } = await import('drizzle-orm/postgres-js/migrator')
  await refuseNewer(sql)
  await run(drizzle(sql), { migrationsFolder })
}

/** An older portal on a newer database would write rows that the newer one does not expect. */
async function refuseNewer(sql) {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (!table?.name) return
  const [row] = await sql`select max(created_at) as latest from drizzle.__drizzle_migrations`
  const known = JSON.parse(readFileSync(journalFile, 'utf8')).entries.at(-1)?.when ?? 0
  if (Number(row?.latest ?? 0) > known) {
    throw new Error(
      'This database belongs to a newer version of Muster. Start that version, or restore a backup.',
    )
  }
}

async function migrateWorker(connectionString) {
  const { Logger, runMigrations } = await import('graphile-worker')
  await runMigrations({ connectionString, logger: new Logger(() => () => {}) })
}

/** The walls take every table for themselves, and autovacuum may be at the same tables in another order. */
async function pastDeadlocks(work) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (error.code !== '40P01' || attempt === 5) throw error
    }
  }
}

async function raiseWalls(sql, fingerprint) {
  const last = JSON.parse(readFileSync(journalFile, 'utf8')).entries.at(-1)?.tag ?? ''
  await sql.begin(async (tx) => {
    await tx.unsafe(
      wallFiles()
        .map((file) => readFileSync(file, 'utf8'))
        .join('\n'),
    )
    await tx.unsafe(`
      create schema if not exists muster;
      create table if not exists muster.prepared (
        one boolean primary key default true check (one),
        fingerprint text not null,
        last_migration text not null,
        prepared_at timestamptz not null default now());
      grant usage on schema muster to muster_app, muster_worker;
      grant select on muster.prepared to muster_app, muster_worker;`)
    await tx`
      insert into muster.prepared (fingerprint, last_migration) values (${fingerprint}, ${last})
      on conflict (one) do update set fingerprint = excluded.fingerprint,
        last_migration = excluded.last_migration, prepared_at = now()`
  })
}

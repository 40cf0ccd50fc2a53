// What the browser tests run against: the production build on data of its own, begun anew.
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { tryLock } from './lock.mjs'
import { root } from './settings.mjs'

const dataDir = path.join(root, '.data/e2e')
process.env.DATA_DIR = dataDir
process.env.LOG_LEVEL ??= 'warn'

const lock = await tryLock(path.join(dataDir, 'portal.lock'))
if ('holder' in lock) throw new Error('The browser tests of this folder are running already.')
lock.release()
rmSync(dataDir, { recursive: true, force: true })
if (process.env.DATABASE_URL) process.env.DATABASE_URL = await ownDatabase(process.env.DATABASE_URL)
await import('./start.mjs')

/** On a server that the caller names: a database beside theirs, never theirs, one for each checkout. */
async function ownDatabase(url) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const name = `muster_e2e_${createHash('sha256').update(root).digest('hex').slice(0, 8)}`
  await sql.unsafe(`drop database if exists ${name} with (force)`)
  await sql.unsafe(`create database ${name}`)
  await sql.end()
  const own = new URL(url)
  own.pathname = `/${name}`
  // The tests arrange their worlds there, as its owner.
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(path.join(dataDir, 'owner-url'), own.href, { mode: 0o600 })
  return own.href
}

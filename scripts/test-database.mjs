import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareDatabase } from './database.mjs'
import { localDatabase } from './local-db.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const APP_SECRET = 'a secret that is only used by tests and never leaves this machine'

/**
 * Vitest's global setup: prepares one database and copies it for every worker. A database that the caller names in
 * DATABASE_URL says which server to use (its role needs CREATEDB and CREATEROLE); without it the bundled one runs below
 * .data/test. Tests of one worker share a database, one file after the other, so every test builds its own world.
 *
 * @param {import('vitest/node').TestProject} project
 */
export default async function setup(project) {
  const server = await testServer()
  const { default: postgres } = await import('postgres')
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  const run = `muster_test_${process.pid}_${randomBytes(3).toString('hex')}`
  const names = Array.from({ length: Number(project.config.maxWorkers) || 1 }, (_, i) => `${run}_${i + 1}`)
  const drop = async (name) => sql.unsafe(`drop database if exists ${name} with (force)`)
  const end = async () => {
    for (const name of [...names, run]) await drop(name)
    await sql.end({ timeout: 5 })
    await server.stop()
  }
  try {
    if (!server.joined) for (const name of await leftovers(sql)) await drop(name)
    project.provide('environments', await copies(sql, server.url, run, names))
  } catch (error) {
    await end()
    throw error
  }
  return end
}

async function copies(sql, url, run, names) {
  const secret = process.env.APP_SECRET ?? APP_SECRET
  await sql.unsafe(`create database ${run}`)
  const urls = await prepareDatabase({ ownerUrl: onDatabase(url, run), appSecret: secret })
  for (const name of names) await sql.unsafe(`create database ${name} template ${run}`)
  return names.map((name) => ({
    DATABASE_URL: onDatabase(url, name),
    APP_DATABASE_URL: onDatabase(urls.appUrl, name),
    WORKER_DATABASE_URL: onDatabase(urls.workerUrl, name),
    DATABASE_DIRECT_URL: onDatabase(urls.directUrl, name),
    APP_SECRET: secret,
  }))
}

async function testServer() {
  const url = process.env.DATABASE_URL
  if (url) return { url, joined: true, stop: async () => {} }
  return localDatabase(path.join(root, '.data/test'), { disposable: true })
}

/** Databases of runs that were killed: where this run has just started the server, nobody else is on it. */
async function leftovers(sql) {
  const rows = await sql`select datname as name from pg_database where datname like 'muster\\_test\\_%'`
  return rows.map(({ name }) => name)
}

function onDatabase(url, name) {
  const result = new URL(url)
  result.pathname = `/${name}`
  return result.href
}

// What runs in a container: `node scripts/container.mjs web` or `worker`, in this very process, so that signals reach it.
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { openDatabase } from './open-database.mjs'
import { processEnvironment, readSettings, root } from './settings.mjs'

const PROGRAMS = { web: 'server.js', worker: 'dist/worker.mjs' }
const PATIENCE_MS = 60_000

try {
  await main(process.argv[2] ?? 'web')
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

async function main(what) {
  const program = PROGRAMS[what]
  if (!program) throw new Error(`Say what to run: ${Object.keys(PROGRAMS).join(' or ')}, and not "${what}".`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stopEarly)
  if (!process.env.APP_SECRET && !process.env.APP_SECRET_FILE)
    throw new Error(
      'APP_SECRET is not set. Make one with `openssl rand -base64 32`; web and worker need the same.',
    )
  const settings = readSettings()
  if (!settings.databaseUrl)
    throw new Error(
      'DATABASE_URL is not set. The image brings no PostgreSQL: name yours, or use compose.yaml.',
    )
  const env = processEnvironment(settings, await preparedDatabase(settings))
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env, what === 'web' ? { WORKER_DATABASE_URL: '' } : {})
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stopEarly)
  await import(pathToFileURL(path.join(root, program)).href)
}

function stopEarly() {
  process.exit(0)
}

/** Roles, migrations and walls, under a lock: of several containers that start at once, one does it. A database may come up later. */
async function preparedDatabase(settings) {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(1000)) {
    try {
      const { urls, stop } = await openDatabase(settings)
      await stop()
      return urls
    } catch (error) {
      const isWayBarred = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CONNECT_TIMEOUT', '57P03'].includes(
        error.cause?.code,
      )
      if (!isWayBarred || Date.now() > until) throw error
      console.log(`${error.message} Trying again…`)
    }
  }
}

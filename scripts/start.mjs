import { setTimeout as sleep } from 'node:timers/promises'
import { buildOutdated } from './build.mjs'
import { demoSignIn } from './demo.mjs'
import { holdPortal } from './hold-portal.mjs'
import { installMissing, withCheckout } from './install.mjs'
import { openDatabase } from './open-database.mjs'
import { saysReady, startWeb, startWorker, stop } from './processes.mjs'
import { processEnvironment, readSettings } from './settings.mjs'

const WORKER_REST_MS = 2000
let isStopping = false
const toStop = []

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => shutDown(0))

try {
  await start()
} catch (error) {
  if (!isStopping) console.error(`\n${error.message}`)
  await shutDown(1)
}

async function start() {
  const startedAt = performance.now()
  const settings = readSettings()
  const release = await holdPortal(settings)
  toStop.push(release)
  await withCheckout(async () => {
    await installMissing()
    await buildOutdated()
  })
  if (isStopping) return
  const database = await openDatabase(settings)
  toStop.unshift(database.stop)
  const env = processEnvironment(settings, database.urls)
  const demo = await demoSignIn(settings, database.ownerUrl, env)
  if (isStopping) return

  const webEnv = { ...env, WORKER_DATABASE_URL: '' } // not left out: Next fills in from .env what is missing
  const web = startWeb('start', webEnv)
  const worker = keepWorker(env)
  toStop.unshift(() => Promise.all([stop(web), worker.stop()]))
  web.ended.then((how) => isStopping || giveUp(`The web server ended (${how}).`))
  await Promise.all([answers(settings.port, web), worker.ready])
  if (!isStopping) welcome(settings, demo, performance.now() - startedAt)
}

/** A worker that ends is started again: its jobs wait in the database meanwhile. */
function keepWorker(env) {
  let child = startWorker(env)
  const ready = saysReady(child, 10_000)
  const watch = async () => {
    const how = await child.ended
    if (isStopping) return
    console.error(`The worker ended (${how}). Starting another…`)
    await sleep(WORKER_REST_MS)
    if (isStopping) return
    child = startWorker(env)
    watch()
  }
  watch()
  return { ready, stop: () => stop(child) }
}

async function answers(port, web) {
  while (web.exitCode === null && !isStopping) {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
    if (response?.ok) return
    await sleep(50)
  }
}

function welcome({ appUrl, dataDir, databaseUrl }, demo, tookMs) {
  const signIn = demo
    ? `Sign in to the demo organization as ${demo.email} with the password ${demo.password}`
    : `Sign up at ${appUrl}/sign-up; the first account runs the installation`
  console.log(`
Muster is ready at ${appUrl} (after ${(tookMs / 1000).toFixed(1)} s)
  ${signIn}
  Data: ${databaseUrl ? 'the database in DATABASE_URL' : dataDir}
  Mail: ${process.env.SMTP_URL ? 'SMTP_URL' : 'not set up; invitations have links to copy (SMTP_URL sets it up)'}
  Ctrl-C stops it.
`)
}

function giveUp(message) {
  console.error(message)
  shutDown(1)
}

async function shutDown(code) {
  if (isStopping) return
  isStopping = true
  if (code === 0) console.log('\nStopping…')
  for (const end of toStop) await Promise.resolve(end()).catch((error) => console.error(error.message))
  process.exit(code)
}

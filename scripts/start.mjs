import { setTimeout as sleep } from 'node:timers/promises'
import { buildOutdated } from './build.mjs'
import { demoSignIn } from './demo.mjs'
import { holdPortal } from './hold-portal.mjs'
import { installMissing, withCheckout } from './install.mjs'
import { keep } from './keep.mjs'
import { openDatabase } from './open-database.mjs'
import { saysReady, startWeb, startWorker } from './processes.mjs'
import { processEnvironment, readSettings } from './settings.mjs'

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
  const children = []
  let env
  const database = await openDatabase(settings, (urls) => {
    env = processEnvironment(settings, urls)
    return Promise.all(children.map((child) => child.restart()))
  })
  toStop.unshift(database.stop)
  env = processEnvironment(settings, database.urls)
  const demo = await demoSignIn(settings, database.ownerUrl, env)
  if (isStopping) return

  const webEnv = () => ({ ...env, WORKER_DATABASE_URL: '' }) // not left out: Next fills in from .env what is missing
  const web = keep({
    name: 'The web server',
    start: () => startWeb('start', webEnv()),
    isUp: (child) => answers(settings.port, child),
    onFailedStart: giveUp, // a wrong setting, which another start would not put right
  })
  const worker = keep({
    name: 'The worker',
    start: () => startWorker(env),
    isUp: (child) => saysReady(child, 10_000),
  })
  children.push(web, worker)
  toStop.unshift(() => Promise.all(children.map((child) => child.stop())))
  await Promise.all([web.isUp, worker.isUp])
  if (!isStopping) welcome(settings, demo, performance.now() - startedAt)
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

import path from 'node:path'
import { parseArgs } from 'node:util'
import { accepting } from '../bench/accepting.mjs'
import { helper, startPortal } from '../bench/children.mjs'
import { connect, empty, fill, freshen } from '../bench/database.mjs'
import { decisionsInProcess, decisionsWithFacts } from '../bench/decisions.mjs'
import { firstLoad } from '../bench/first-load.mjs'
import { inviting } from '../bench/inviting.mjs'
import { membersPage } from '../bench/members-page.mjs'
import { appsPage, myApps } from '../bench/my-apps.mjs'
import { print } from '../bench/rounds.mjs'
import { whoReaches } from '../bench/who-reaches.mjs'
import { buildOutdated, bundle } from './build.mjs'
import { installMissing, withCheckout } from './install.mjs'
import { openDatabase } from './open-database.mjs'
import { stop } from './processes.mjs'
import { processEnvironment, root } from './settings.mjs'

const UNITS = {
  members: { title: 'Members page, 50 rows, signed in as Admin', measure: membersPage, asksPortal: true },
  apps: { title: 'My Apps of people in teams', measure: myApps },
  cards: { title: 'Apps page, signed in as Admin', measure: appsPage, asksPortal: true },
  script: { title: 'JavaScript of the first load, gzipped', measure: firstLoad, asksPortal: true },
  decision: { title: 'Decision with its facts, c=1', measure: decisionsWithFacts },
  reach: { title: 'Who reaches an app, a page of 50 with every way, the statement', measure: whoReaches },
  process: { title: 'Decision in process', measure: decisionsInProcess },
  invite: { title: '10,000 invitations at once', measure: inviting },
  accept: { title: 'Accepting an invitation', measure: accepting, asksPortal: true },
}
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    rebuild: { type: 'boolean' },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
})
const scale = options.quick
  ? { large: 2000, others: 30, rounds: 1, seconds: 1, perRound: 100, folder: '.data/bench-quick' }
  : { large: 100_000, others: 9000, rounds: 5, seconds: 5, perRound: 1000, folder: '.data/bench' }
const chosen = (options.only?.split(',') ?? Object.keys(UNITS)).map((name) => {
  if (UNITS[name]) return UNITS[name]
  throw new Error(`--only takes ${Object.keys(UNITS).join(', ')}, and not ${name}.`)
})
const asksPortal = chosen.some((unit) => unit.asksPortal)
const toStop = []
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(1))

try {
  await bench()
  await end(0)
} catch (error) {
  console.error(`\n${error.message}`)
  await end(1)
}

async function bench() {
  const dataDir = path.join(root, scale.folder)
  await withCheckout(async () => {
    await installMissing()
    if (asksPortal) await buildOutdated()
    const external = { entryPoints: { inside: 'bench/inside.ts' }, outdir: 'dist/bench', sourcemap: 'inline' }
    await bundle(external)
  })
  const port = Number(process.env.PORT || 3900)
  const base = `http://127.0.0.1:${port}`
  const settings = {
    port,
    dataDir,
    appUrl: base,
    appSecret: 'only for measuring, and known to everybody who reads this',
  }
  if (options.rebuild) await emptyDatabase(settings)
  const database = await openDatabase(settings)
  toStop.unshift(database.stop)
  await fill(database.ownerUrl, scale)
  await freshen(database.ownerUrl)

  const { DATABASE_URL: _, ...env } = processEnvironment(settings, database.urls)
  const inside = helper('dist/bench/inside.mjs', env)
  const load = helper('bench/load.mjs')
  toStop.unshift(inside.stop, load.stop)
  if (asksPortal) {
    const portal = await startPortal(env, options.profile)
    toStop.unshift(() => stop(portal))
  }
  const members = { small: '100', large: scale.large.toLocaleString('en') }
  const cookie = await signIn(database.ownerUrl, inside)
  const context = {
    ...scale,
    isQuick: options.quick,
    base,
    cookie,
    members,
    ownerUrl: database.ownerUrl,
    inside,
    load,
  }
  for (const { title, measure } of chosen) print(title, await measure(context))
}

async function emptyDatabase(settings) {
  const database = await openDatabase(settings)
  await empty(database.ownerUrl)
  await database.stop()
}

/** The cookie of the Admin of both organizations. */
async function signIn(ownerUrl, inside) {
  const sql = await connect(ownerUrl)
  const sessions = await sql`
    select u.id as "userId", s.id as "sessionId" from users u join sessions s on s.user_id = u.id
     where u.username = 'person-1'`
  await sql.end()
  const { cookies } = await inside.ask({ do: 'seal', sessions })
  return cookies[0]
}

async function end(code) {
  for (const stopOne of toStop.splice(0))
    await Promise.resolve(stopOne()).catch((error) => console.error(error.message))
  process.exit(code)
}

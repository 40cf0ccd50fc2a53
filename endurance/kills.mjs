import { setTimeout as sleep } from 'node:timers/promises'
import { checkInvariants } from './invariants.mjs'
import { catchMails } from './mail-catcher.mjs'
import { ownerOf, startPortal } from './portal.mjs'
import { inviteAndAccept, makeCast, PATIENCE_MS } from './stories.mjs'

const CLIENTS = 6
const GUESTS_A_ROUND = 400

/**
 * `kill -9` of web, worker and database in turn, while people are invited and accept over HTTP. Whoever gets no answer asks again, as a
 * person would.
 *
 * @param {{times: number, port: number, say?: (line: string) => void}} options times: of each of the three
 * @returns what happened, and `violations`: sentences, none where all is well
 */
export async function kills({ times, port, backWithinMs = 10_000, say = () => {} }) {
  const catcher = await catchMails({ pauseMs: 20 })
  const env = { INVITATIONS_PER_HOUR: '1000000', INVITATIONS_PER_HOUR_NEW: '1000000' } // limits are not what is tried here
  const portal = await startPortal({ port, name: `endurance-${port}`, smtpUrl: catcher.url, env })
  const owner = await ownerOf(portal.dataDir)
  const toldOf = { invited: new Map(), accepted: new Map() }
  const violations = []
  try {
    const { places, guests } = await makeCast(owner.sql, CLIENTS, times * GUESTS_A_ROUND)
    const stories = { portal, catcher, guests, toldOf, isOver: false }
    const all = Promise.all(places.map((place) => inviteAndAccept(stories, place)))
    all.catch(() => {})
    const killed = await Promise.race([
      killInTurn({ portal, sql: owner.sql, times, backWithinMs, say, violations }),
      all.then(() => Promise.reject(new Error('Everybody was invited before the last kill.'))),
    ])
    stories.isOver = true
    await all
    await untilQuiet(owner.sql, violations)
    const found = await checkInvariants({ sql: owner.sql, toldOf, taken: catcher.taken, killed })
    violations.push(...found.violations)
    return { ...found, killed, violations, lines: portal.lines }
  } catch (error) {
    throw new Error(`${error.message}\nWhat the portal said last:\n${portal.lines.slice(-40).join('\n')}`)
  } finally {
    await portal.stop()
    await owner.stop()
    await catcher.stop()
  }
}

async function killInTurn({ portal, sql, times, backWithinMs, say, violations }) {
  const killed = []
  for (let turn = 0; turn < times * 3; turn++) {
    const what = ['web', 'worker', 'database'][turn % 3]
    await sleep(200 + Math.random() * 800) // whatever is under way then
    const pid = portal.pidOf[what]()
    if (!pid) throw new Error(`There is no ${what} to kill:\n${portal.lines.slice(-10).join('\n')}`)
    const workersBefore = what === 'worker' ? await workers(sql) : undefined
    const at = Date.now()
    process.kill(pid, 'SIGKILL')
    const backMs = await untilBack({ portal, sql, what, pid, workersBefore, at })
    killed.push({ what, at, backMs })
    if (backMs > backWithinMs)
      violations.push(`The ${what} was back only after ${backMs} ms (kill ${turn + 1}).`)
    say(`kill ${turn + 1} of ${times * 3}: ${what}, back after ${backMs} ms`)
  }
  return killed
}

async function untilBack({ portal, sql, what, pid, workersBefore, at }) {
  const isBack = async () => {
    const present = portal.pidOf[what]()
    if (!present || present === pid) return false
    if (what === 'worker') return (await workers(sql)).some((id) => !workersBefore.includes(id))
    const ready = await fetch(`${portal.base}/api/ready`, { signal: AbortSignal.timeout(2000) })
    const { checks } = await ready.json()
    return checks.database === 'ok'
  }
  for (const until = at + PATIENCE_MS; Date.now() < until; await sleep(25)) {
    if (await isBack().catch(() => false)) return Date.now() - at
  }
  throw new Error(`The ${what} did not come back:\n${portal.lines.slice(-20).join('\n')}`)
}

const workers = async (sql) => (await sql`select worker_id as id from worker_heartbeats`).map(({ id }) => id)

/** Everything that was asked for is done: nothing waits in the queue, no mail either. */
async function untilQuiet(sql, violations) {
  const left = async () => {
    const [row] = await sql`
      select (select count(*)::int from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
               where t.identifier like 'mail.%' and t.identifier <> 'mail.retry') as jobs,
             (select count(*)::int from mails where status = 'queued') as mails`
    return row
  }
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(200)) {
    const { jobs, mails } = await left().catch(() => ({ jobs: 1, mails: 1 }))
    if (jobs + mails === 0) return
  }
  const { jobs, mails } = await left()
  violations.push(`A minute after the last kill, ${jobs} jobs and ${mails} mails still waited.`)
}

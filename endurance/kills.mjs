import { setTimeout as sleep } from 'node:timers/promises'
import { hiddenFields, submit } from './forms.mjs'
import { checkInvariants } from './invariants.mjs'
import { catchMails } from './mail-catcher.mjs'
import { makeOrganization, makePeople } from './people.mjs'
import { ownerOf, startPortal } from './portal.mjs'

const CLIENTS = 6
const PATIENCE_MS = 60_000
const AGAIN_MS = 200
const REQUEST_MS = 30_000

/**
 * `kill -9` of web, worker and database in turn, while people are invited and accept over HTTP. Whoever gets no answer asks again, as a
 * person would.
 *
 * @param {{times: number, port: number, say?: (line: string) => void}} options times: of each of the three
 * @returns what happened, and `violations`: sentences, none where all is well
 */
export async function kills({ times, port, backWithinMs = 10_000, say = () => {} }) {
  const catcher = await catchMails({ pauseMs: 20 })
  const portal = await startPortal({ port, name: `endurance-${port}`, smtpUrl: catcher.url })
  const owner = await ownerOf(portal.dataDir)
  const toldOf = { invited: new Map(), accepted: new Map() }
  const violations = []
  try {
    const stories = { portal, catcher, sql: owner.sql, toldOf, isOver: false, next: 0 }
    const clients = Array.from({ length: CLIENTS }, (_, i) => client(stories, i))
    const all = Promise.all(clients)
    all.catch(() => {})
    const killed = await Promise.race([
      killInTurn({ portal, sql: owner.sql, times, backWithinMs, say, violations }),
      all.then(() => []),
    ])
    stories.isOver = true
    await all
    await untilQuiet(owner.sql, violations)
    const found = await checkInvariants({ sql: owner.sql, toldOf, taken: catcher.taken, killed })
    violations.push(...found.violations)
    return { ...found, killed, violations, lines: portal.lines }
  } finally {
    await portal.stop()
    await owner.stop()
    await catcher.stop()
  }
}

/** One Admin who invites one person after the other; each accepts by the link that was mailed. */
async function client(stories, number) {
  const { portal, catcher, sql, toldOf } = stories
  const [admin] = await makePeople(sql, `admin-${number}`, 1)
  const organization = await makeOrganization(sql, `org-${number}`, admin)
  const adminCookie = await portal.cookieOf(admin)
  for (let turn = 0; !stories.isOver; turn++) {
    const [guest] = await asLongAsItTakes(() => makePeople(sql, `guest-${number}-${turn}`, 1))
    await asLongAsItTakes(() => invite(portal, organization, adminCookie, guest))
    toldOf.invited.set(guest.email, { ...guest, orgId: organization.id })
    const { link } = await catcher.waitFor(guest.email, PATIENCE_MS)
    const guestCookie = await portal.cookieOf(guest)
    await asLongAsItTakes(() => accept(portal, new URL(link).pathname, guestCookie))
    toldOf.accepted.set(guest.email, { ...guest, orgId: organization.id })
  }
}

/** No answer, or one that says "not now", is asked again, as a person would; so is whatever may or may not have been saved. */
async function asLongAsItTakes(work) {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(AGAIN_MS)) {
    const answer = await work().catch((error) => ({ isDone: false, said: error.message }))
    if (answer.isDone !== false) return answer
    if (Date.now() > until)
      throw new Error(`It did not come to pass within a minute. The last answer: ${answer.said}`)
  }
}

async function invite({ base }, { handle }, cookie, { email }) {
  const address = `${base}/${handle}/members/invite`
  const page = await read(
    await fetch(address, { headers: { cookie }, signal: AbortSignal.timeout(REQUEST_MS) }),
  )
  const hidden = hiddenFields(page.html, /name="emails"/)
  if (!hidden) return notNow(page)
  const answer = await read(
    await submit(address, cookie, [...hidden, ['emails', email], ['role', 'organization_user']]),
  )
  // "Invited already" is what somebody reads whose first try was saved, but never answered.
  const isDone = answer.status === 200 && answer.text.includes(email) && /\binvited\b/i.test(answer.text)
  return isDone ? { isDone } : notNow(answer)
}

async function accept({ base }, path, cookie) {
  const address = `${base}${path}`
  const page = await read(
    await fetch(address, { headers: { cookie }, signal: AbortSignal.timeout(REQUEST_MS) }),
  )
  const hidden = hiddenFields(page.html, />\s*Accept/)
  if (!hidden) return /invitation was accepted/i.test(page.text) ? { isDone: true } : notNow(page)
  const answer = await submit(address, cookie, hidden)
  return answer.status === 303 ? { isDone: true } : notNow(await read(answer))
}

const notNow = ({ status, text }) => ({ isDone: false, said: `${status} ${text.slice(0, 600)}` })

async function read(answer) {
  const html = await answer.text()
  const text = html
    .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  return { status: answer.status, html, text }
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

import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { prepareDatabase } from '../scripts/database.mjs'
import { localDatabase } from '../scripts/local-db.mjs'
import { startWorker, stop } from '../scripts/processes.mjs'
import { root } from '../scripts/settings.mjs'
import { catchMails } from './mail-catcher.mjs'
import { makeOrganization, makePeople } from './people.mjs'

const APP_SECRET = 'only for trying the mail, and known to everybody who reads this'
const PATIENCE_MS = 10 * 60_000

/**
 * Invitations through a mail server that takes some, refuses for a while, hangs, and breaks off after having taken a message. None may
 * be lost, and one may come twice only where the server broke off before it said that it had taken it.
 *
 * @param {{mails: number, cuts: number, hangs?: number, port: number, say?: (line: string) => void}} options
 */
export async function mails({ mails: count, cuts, hangs = 3, port, say = () => {} }) {
  const dataDir = path.join(root, '.data', `endurance-mails-${port}`)
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  const server = await localDatabase(dataDir, { disposable: true })
  const urls = await prepareDatabase({ ownerUrl: server.url, appSecret: APP_SECRET })
  const sql = postgres(server.url, { max: 2, onnotice: () => {} })
  const catcher = await catchMails()
  const worker = startWorker({
    ...process.env,
    ...{
      LOG_LEVEL: 'fatal',
      NO_LOG_SUCCESS: '1',
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
    },
    ...{
      APP_URL: 'http://localhost:3000',
      APP_SECRET,
      APP_DATABASE_URL: '',
      WORKER_DATABASE_URL: urls.workerUrl,
    },
    ...{ SMTP_URL: catcher.url, MAIL_FROM: 'Muster <muster@localhost>' },
  })
  try {
    await enqueue(sql, count)
    const misbehaving = misbehave(catcher, { count, cuts, hangs, say })
    const violations = await untilSent(sql, say)
    catcher.manner = 'accept'
    await misbehaving
    return { ...counted(catcher.taken, count, violations), violations }
  } finally {
    await stop(worker)
    await sql.end({ timeout: 2 })
    await catcher.stop()
    await server.stop()
  }
}

async function enqueue(sql, count) {
  const [admin] = await makePeople(sql, 'admin', 1)
  const { id: orgId } = await makeOrganization(sql, 'org', admin)
  const jobs = Array.from({ length: count }, (_, i) => ({
    id: randomUUID(),
    mailId: randomUUID(),
    email: `mail-${i}@example.test`,
  }))
  const rows = sql`jsonb_to_recordset(${JSON.stringify(jobs)}::text::jsonb) as r(id uuid, "mailId" uuid, email text)`
  await sql`
    insert into invitations (id, org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    select r.id, ${orgId}, r.email, r.email, 'organization_user', ${admin.userId}, 'Ada', now() + interval '7 days' from ${rows}`
  await sql`
    select enqueue('mail.send', jsonb_build_object('mailId', r."mailId", 'request',
             jsonb_build_object('template', 'invitation', 'orgId', ${orgId}::text, 'invitationId', r.id))) from ${rows}`
}

/** One trouble after the other, spread over the whole run. */
async function misbehave(catcher, { count, cuts, hangs, say }) {
  const troubles = [...Array(cuts).fill('cut'), ...Array(hangs).fill('hang'), 'refuse']
  for (const [i, manner] of troubles.entries()) {
    const due = Math.floor((count * 0.9 * (i + 1)) / (troubles.length + 1))
    while (arrived(catcher.taken) < due && catcher.manner === 'accept') await sleep(5)
    const before = catcher.taken.length
    catcher.manner = manner
    if (manner === 'refuse') await sleep(1000)
    else while (catcher.taken.length === before) await sleep(2)
    catcher.manner = 'accept'
    say(`${manner} after ${arrived(catcher.taken)} of ${count} mails`)
  }
}

const arrived = (taken) => new Set(taken.filter(({ wasSaid }) => wasSaid).map(({ id }) => id)).size

async function untilSent(sql, say) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(200)) {
    const [{ left }] = await sql`select count(*)::int as left from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail.send'`
    if (left === 0) return []
    // A delay after a failure grows; here nobody waits it out. What the portal itself does is wake them when the server answers.
    await sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null and attempts > 0 and run_at > now() + interval '3 seconds'`
  }
  say('gave up waiting')
  return ['Not all mails were sent within ten minutes.']
}

function counted(taken, count, violations) {
  const times = new Map()
  for (const mail of taken) times.set(mail.id, [...(times.get(mail.id) ?? []), mail])
  const delivered = [...times.values()].filter((all) => all.some(({ wasSaid }) => wasSaid)).length
  const doubles = [...times.values()].filter((all) => all.length > 1)
  if (delivered !== count) violations.push(`${count - delivered} of ${count} mails were lost.`)
  const unexplained = doubles.filter((all) => all.filter(({ wasSaid }) => wasSaid).length > 1)
  if (unexplained.length > 0)
    violations.push(
      `${unexplained.length} mails came twice although the server had said that it took the first.`,
    )
  return { mails: count, delivered, doubled: doubles.length }
}

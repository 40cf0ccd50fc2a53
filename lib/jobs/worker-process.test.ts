import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWire } from '@/db/testing/wire'
import { closeOwner } from '@/db/testing/world'
import { mailJob } from '@/lib/mail/mail-job'
import { startMailServer } from '@/lib/mail/testing/mail-server'
import { eventually, openMailWorld } from '@/lib/mail/testing/world'
import { startReceiver } from '@/lib/webhooks/testing/receiver'
import { makeWebhook } from '@/lib/webhooks/testing/webhook'
import { runWorker } from './run-worker'

// Below the project, so that the bundle finds its packages.
const bundle = path.resolve(`node_modules/.cache/muster-test/worker-${process.pid}.mjs`)
const APP_SECRET = 'the secret of this installation, long enough'
const world = openMailWorld()
const children: ChildProcess[] = []
const silent: Server[] = []

beforeAll(() =>
  build({
    entryPoints: ['lib/jobs/worker.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { 'server-only': './scripts/server-only.mjs' },
    logLevel: 'error',
  }),
)
// Other tests of this worker's database leave jobs behind.
beforeEach(() => world.clear())
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of silent.splice(0)) server.close()
  await world.clear()
})
afterAll(async () => {
  rmSync(bundle, { force: true })
  await world.close()
  await closeOwner()
})

/** The worker as it runs beside the portal. Comes back once it takes jobs. */
async function startProcess(smtpUrl: string, over: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bundle], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      SMTP_URL: smtpUrl,
      APP_URL: 'https://portal.test',
      APP_SECRET,
      APP_DATABASE_URL: '',
      ...over,
    },
  })
  children.push(child)
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('it ended'))),
  ])
  return child
}

/** A mail server that takes the call and says nothing: whoever calls it is in the middle of a job. */
async function startSilence(): Promise<{ url: string; called: Promise<unknown> }> {
  const sockets: Socket[] = []
  const server = createServer((socket) => sockets.push(socket.on('error', () => {})))
  silent.push(server)
  const called = once(server, 'connection')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, called }
}

const takenBy = async () => {
  const [job] = await world.owner<{ id: string }[]>`
    select locked_by as id from graphile_worker._private_jobs where locked_at is not null`
  return job?.id
}

test('what a killed worker was doing is done by another one within seconds', async () => {
  const silence = await startSilence()
  const child = await startProcess(silence.url)
  const lena = await world.person()
  const job = mailJob({ template: 'verify_email', userId: lena.id })
  await world.enqueue(job)
  await silence.called
  const taker = await eventually(takenBy)

  const server = await startMailServer()
  const other = await runWorker({
    databaseUrl: process.env.WORKER_DATABASE_URL ?? '',
    appUrl: 'https://portal.test',
    appSecret: APP_SECRET,
    smtpUrl: server.url,
    mailFrom: 'Muster <muster@portal.test>',
    beatMs: 200,
  })
  try {
    expect(await takenBy()).toBe(taker) // alive: its lock keeps everybody else away
    child.kill('SIGKILL')
    await eventually(() => server.received.length > 0, 15_000)
    expect(server.received[0]?.to).toMatchObject({ text: lena.email })
  } finally {
    await other.stop()
    await server.close()
  }
}, 30_000)

test('what a killed worker was telling a webhook is told again by another one, under the same id', async () => {
  const receiver = await startReceiver('hang')
  const { id: orgId } = await world.organization()
  const admin = await world.person()
  const { id } = await makeWebhook({ id: orgId, admin }, receiver.url, {}, APP_SECRET)
  const child = await startProcess('smtp://127.0.0.1:9', { WEBHOOK_PRIVATE: 'allow' })
  await world.owner`
    insert into audit_events (org_id, change_id, event, actor_kind, actor_name) values (${orgId}, gen_random_uuid(), 'member.left', 'system', 'x')`
  await eventually(() => receiver.received.length === 1)
  receiver.manner = 204
  child.kill('SIGKILL')
  const other = await runWorker({
    databaseUrl: process.env.WORKER_DATABASE_URL ?? '',
    appUrl: 'https://portal.test',
    appSecret: APP_SECRET,
    smtpUrl: null,
    mailFrom: 'Muster <muster@portal.test>',
    allowsPrivate: true,
    beatMs: 200,
  })
  try {
    const stateOf = async () => {
      const [row] = await world.owner`select state, attempts from webhook_deliveries where webhook_id = ${id}`
      return row
    }
    await eventually(async () => (await stateOf())?.state === 'delivered', 15_000)
    expect(await stateOf()).toMatchObject({ attempts: 2 })
    const [first, second] = receiver.received
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  } finally {
    await other.stop()
    await receiver.close()
  }
}, 30_000)

test.each([
  ['a signal', (child: ChildProcess) => child.kill('SIGTERM')],
  ['the end of its launcher', (child: ChildProcess) => child.disconnect()],
] as const)(
  'it ends cleanly on %s',
  async (_how, end) => {
    const child = await startProcess('smtp://127.0.0.1:9')
    const alive = () =>
      world.owner`select 1 from worker_heartbeats where worker_id like ${`%:${child.pid}:%`}`
    expect(await alive()).toHaveLength(1)
    end(child)
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(await alive()).toHaveLength(0)
  },
  20_000,
)

/** A mail server that says that it took a message only when it is let. */
async function startHesitation() {
  const taken: ParsedMail[] = []
  let goOn = () => {}
  const isLet = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then(async (mail) => {
        taken.push(mail)
        await isLet
        done()
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  silent.push(server.server as Server)
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    taken,
    goOn: () => goOn(),
  }
}

test('it lives through a database that goes away in the middle of a mail, sends that once, and the next ones too', async () => {
  const wire = await openWire(process.env.WORKER_DATABASE_URL ?? '')
  const hesitation = await startHesitation()
  const child = await startProcess(hesitation.url, { WORKER_DATABASE_URL: wire.url, LOG_LEVEL: 'silent' })
  const [lena, omar] = [await world.person(), await world.person()]
  const [first, second] = [lena, omar].map(({ id }) => mailJob({ template: 'verify_email', userId: id }))
  if (!first || !second) throw new Error('no jobs')
  await world.enqueue(first)
  await eventually(() => hesitation.taken.length > 0, 15_000)

  await wire.takeAway()
  hesitation.goOn() // it is out, and nobody can write that down
  await sleep(1000)
  await wire.bringBack()

  await eventually(async () => (await world.mail(first.payload.mailId))?.status === 'sent', 45_000)
  await world.enqueue(second)
  await eventually(async () => (await world.mail(second.payload.mailId))?.status === 'sent', 45_000)
  expect(hesitation.taken.map(({ to }) => (Array.isArray(to) ? '' : to?.text))).toEqual([
    lena.email,
    omar.email,
  ])
  expect(child.exitCode).toBeNull()
  child.kill('SIGKILL')
  await wire.close()
}, 180_000)

test('it gives up a mail that hangs when it has to end, and the mail waits for the next worker', async () => {
  const silence = await startSilence()
  const child = await startProcess(silence.url)
  const lena = await world.person()
  const job = mailJob({ template: 'verify_email', userId: lena.id })
  await world.enqueue(job)
  await silence.called
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(await takenBy()).toBeUndefined()
  expect(await world.mail(job.payload.mailId)).toMatchObject({ status: 'queued' })
}, 20_000)

import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/db/client'
import { nowhere } from '@/lib/actor'
import { type RunningWorker, runWorker } from '@/lib/jobs/run-worker'
import { sendUnsentMails } from './commands'
import { mailJob } from './mail-job'
import { startMailServer } from './testing/mail-server'
import { eventually, openMailWorld } from './testing/world'

// Read once, when it is first asked for.
vi.hoisted(() => {
  process.env.SMTP_URL = 'smtp://127.0.0.1:9'
})

const world = openMailWorld()
const workers: RunningWorker[] = []
beforeEach(async () => {
  await world.clear()
  await world.owner`delete from mails`
})
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop()
})
afterAll(async () => {
  await world.owner`update users set is_operator = false`
  await Promise.all([world.close(), closeDatabase()])
})

async function work(smtpUrl: string | null) {
  const worker = await runWorker({
    databaseUrl: process.env.WORKER_DATABASE_URL ?? '',
    appUrl: 'https://portal.test',
    appSecret: 'the secret of this installation, long enough',
    smtpUrl,
    mailFrom: 'Muster <muster@portal.test>',
    pollIntervalMs: 100,
  })
  workers.push(worker)
}
const someone = async (isOperator: boolean) => {
  const { id } = await world.person()
  await world.owner`update users set is_operator = ${isOperator} where id = ${id}`
  return { actor: await world.signIn(id), origin: nowhere }
}
const statusOf = (id: string, status: string) =>
  eventually(async () => (await world.mail(id))?.status === status)

test('what was kept goes out once mail is set up and the operator says so; what ended meanwhile does not', async () => {
  const inviter = await world.person()
  const organization = await world.organization()
  await world.join(organization.id, inviter.id)
  const [open, revoked] = [
    await world.invitation(organization.id, inviter.id),
    await world.invitation(organization.id, inviter.id),
  ]
  const jobs = [open, revoked].map(({ id }) =>
    mailJob({ template: 'invitation', orgId: organization.id, invitationId: id }),
  )
  await world.enqueue(...jobs)
  await work(null)
  for (const { payload } of jobs) await statusOf(payload.mailId, 'kept')
  await workers.pop()?.stop()

  await world.owner`update invitations set state = 'revoked' where id = ${revoked.id}`
  const server = await startMailServer()
  await work(server.url)
  expect(await sendUnsentMails(await someone(true), {})).toEqual({ count: 2 })
  await statusOf(jobs[0]?.payload.mailId ?? '', 'sent')
  await statusOf(jobs[1]?.payload.mailId ?? '', 'dropped')
  expect(server.received.map(({ to }) => (Array.isArray(to) ? to[0]?.text : to?.text))).toEqual([open.email])
  expect(await sendUnsentMails(await someone(true), {})).toEqual({ count: 0 })
  await server.close()
})

test('nobody else sends them', async () => {
  await expect(sendUnsentMails(await someone(false), {})).rejects.toMatchObject({ code: 'not_found' })
  const anonymous = { actor: { kind: 'anonymous' as const }, origin: nowhere }
  await expect(sendUnsentMails(anonymous, {})).rejects.toMatchObject({ code: 'unauthenticated' })
})

import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Place } from '@/db/testing/world'
import { acceptInvitation } from '@/lib/invitations/answer'
import { resendInvitation } from '@/lib/invitations/pending'
import { type RunningWorker, runWorker } from '@/lib/jobs/run-worker'
import { type MailServer, startMailServer } from '@/lib/mail/testing/mail-server'
import { eventually, openMailWorld } from '@/lib/mail/testing/world'
import { batchOf, draft, freshOnes, invitationsOf, send, settle } from './batch.fixture'
import { getBatchProgress } from './progress'

const mails = openMailWorld()
const running: { stop(): Promise<unknown> }[] = []

async function work(server: MailServer | null, concurrency = 5): Promise<RunningWorker> {
  const worker = await runWorker({
    databaseUrl: process.env.WORKER_DATABASE_URL ?? '',
    appUrl: 'https://portal.test',
    appSecret: 'the secret of this installation',
    smtpUrl: server?.url ?? null,
    mailFrom: 'Muster <muster@portal.test>',
    pollIntervalMs: 100,
    concurrency,
  })
  running.push(worker)
  return worker
}
async function mailServer(): Promise<MailServer> {
  const server = await startMailServer()
  running.push({ stop: () => server.close() })
  return server
}
beforeEach(() => mails.clear())
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop().catch(() => {})
  await mails.clear()
})
afterAll(() => mails.close())

const over = (place: Place, batchId: string, withinMs?: number) =>
  eventually(async () => {
    const progress = await getBatchProgress(place.admin.caller, place.account, { batchId })
    return progress.isOver && progress
  }, withinMs)
const addressees = ({ received }: MailServer) =>
  received.map(({ to }) => (Array.isArray(to) ? '' : to?.text)).sort()

describe('the mails of a batch', () => {
  test('reach everybody once, with the message quoted, and progress tells', async ({ world }) => {
    const place = await world.organization()
    const emails = freshOnes(150)
    const batchId = await draft(place, emails.join('\n'))
    await send(place, batchId, 'See you on Monday.\nLena')
    const server = await mailServer()
    await work(server)
    expect(await over(place, batchId, 60_000)).toMatchObject({ mails: 150, sent: 150, waiting: 0, failed: 0 })
    expect(addressees(server)).toEqual(emails.toSorted())
    expect(server.received[0]?.text).toContain('> See you on Monday.\n> Lena')
  }, 70_000)

  test('that the mail server refuses are listed with what it said', async ({ world }) => {
    const place = await world.organization()
    const [refused] = freshOnes(1)
    const batchId = await draft(place, refused ?? '')
    await send(place, batchId)
    const server = await mailServer()
    server.manner = 'refuse-recipient'
    await work(server)
    expect(await over(place, batchId)).toMatchObject({ failed: 1 })
    const { failed } = await batchOf(place, batchId)
    expect(failed).toMatchObject([{ email: refused, error: expect.stringMatching(/no such mailbox/) }])
    const elsewhere = await world.organization()
    await expect(batchOf(elsewhere, batchId)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('are kept where no mail server is set up', async ({ world }) => {
    const place = await world.organization()
    const batchId = await draft(place, freshOnes(3).join())
    await send(place, batchId)
    await work(null)
    expect(await over(place, batchId)).toMatchObject({ kept: 3, waiting: 0 })
  })

  test('are sent once also where a worker was killed between asking for them and saying so', async ({
    world,
  }) => {
    const place = await world.organization()
    const batchId = await draft(place, freshOnes(20).join())
    await send(place, batchId)
    const server = await mailServer()
    const [job] = await ownerSql()`
      select payload from graphile_worker._private_jobs where payload ->> 'batchId' = ${batchId}`
    await work(server)
    await over(place, batchId)
    await mails.enqueue({ task: 'mail.spread', payload: job?.payload, jobKey: null, runAt: null })
    await eventually(async () => (await ownerSql()`select 1 from graphile_worker._private_jobs`).length === 0)
    expect(server.received).toHaveLength(20)
  })

  test('let go first what one person waits for, and leave out who was written to meanwhile', async ({
    world,
  }) => {
    const place = await world.organization()
    const emails = freshOnes(30)
    const batchId = await draft(place, emails.join())
    await send(place, batchId)
    const [first, second] = await invitationsOf(place)
    await resendInvitation(place.admin.caller, place.account, { invitationId: first?.id })
    const guest = await world.person({ email: second?.email })
    await acceptInvitation(guest.caller, guest.username, { invitationId: second?.id })
    const server = await mailServer()
    await work(server, 1)
    expect(await over(place, batchId)).toMatchObject({ mails: 30, sent: 28, dropped: 2 })
    const invited = server.received.filter(({ subject }) => subject?.includes('invites'))
    expect(invited.map(({ to }) => (Array.isArray(to) ? '' : to?.text))[0]).toBe(first?.email)
    expect(invited).toHaveLength(29)
  })

  test.skipIf(!process.env.DELIVER_10000)(
    '10,000 are delivered',
    async ({ world }) => {
      const place = await world.organization()
      await settle(place)
      const emails = freshOnes(10_000)
      const batchId = await draft(place, emails.join('\n'))
      const started = performance.now()
      await send(place, batchId, 'Welcome to the portal.')
      const sent = performance.now()
      const server = await mailServer()
      await work(server)
      expect(await over(place, batchId, 900_000)).toMatchObject({ sent: 10_000, failed: 0 })
      const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10
      console.log(`written in ${Math.round(sent - started)} ms, delivered in ${seconds(sent)} s`)
      expect(addressees(server)).toEqual(emails.toSorted())
    },
    1_000_000,
  )
})

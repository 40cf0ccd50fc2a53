import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rememberReader } from '@/lib/auth/remember-reader'
import { openKeptMail } from '@/lib/mail/kept-mail'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { mailJob } from '@/lib/mail/mail-job'
import { type MailServer, startMailServer } from '@/lib/mail/testing/mail-server'
import { eventually, openMailWorld } from '@/lib/mail/testing/world'
import { readLanguages, writingFor } from '@/lib/reader'
import { type RunningWorker, runWorker, type WorkerSettings } from './run-worker'

const APP_URL = 'https://portal.test'
const APP_SECRET = 'the secret of this installation'
const NOBODY_LISTENS = 'smtp://127.0.0.1:9'
const world = openMailWorld()
const running: { worker?: RunningWorker; server?: MailServer }[] = []

async function work(smtpUrl: string | null, over: Partial<WorkerSettings> = {}) {
  const databaseUrl = process.env.WORKER_DATABASE_URL ?? ''
  const settings = {
    databaseUrl,
    appUrl: APP_URL,
    appSecret: APP_SECRET,
    smtpUrl,
    mailFrom: 'Muster <muster@portal.test>',
  }
  const worker = await runWorker({ ...settings, pollIntervalMs: 100, ...over })
  running.push({ worker })
  return worker
}
async function mailServer(options: Parameters<typeof startMailServer>[0] = {}) {
  const server = await startMailServer(options)
  running.push({ server })
  return server
}
// Other tests of this worker's database leave jobs behind.
beforeEach(() => world.clear())
afterEach(async () => {
  for (const { worker, server } of running.splice(0).reverse()) {
    await worker?.stop().catch(() => {})
    await server?.close()
  }
  await world.clear()
})
afterAll(() => world.close())

const secretIn = (text: string | undefined) =>
  /\/(?:verify|reset|invitations)\/([\w-]{43})/.exec(text ?? '')?.[1] ?? ''
const statusOf = (id: string, status: string) =>
  eventually(async () => {
    const mail = await world.mail(id)
    return mail?.status === status && mail
  })

async function invited() {
  const inviter = await world.person()
  const organization = await world.organization()
  await world.join(organization.id, inviter.id)
  const invitation = await world.invitation(organization.id, inviter.id)
  const job = mailJob({ template: 'invitation', orgId: organization.id, invitationId: invitation.id })
  return { inviter, organization, invitation, job, mailId: job.payload.mailId }
}
const liveLinks = (invitationId: string) => world.owner<{ hash: Buffer; kind: string }[]>`
  select token_hash as hash, kind from invitation_links where invitation_id = ${invitationId} and revoked_at is null`

describe('an invitation', () => {
  test('arrives once, with a link of which only the hash is stored', async () => {
    const server = await mailServer()
    const { job, mailId, invitation, organization } = await invited()
    await world.enqueue(job)
    await work(server.url)
    await statusOf(mailId, 'sent')
    const [mail] = server.received
    expect(mail?.to).toMatchObject({ text: invitation.email })
    expect(mail?.subject).toBe(`Lena Berg invites you to ${organization.name}`)
    const links = await liveLinks(invitation.id)
    expect(links).toHaveLength(1)
    expect(links[0]?.kind).toBe('mailed')
    expect(links[0]?.hash.equals(hashLinkSecret(secretIn(mail?.text)) ?? Buffer.of())).toBe(true)
    expect((await world.mail(mailId))?.body).toBeNull()

    await world.enqueue({ ...job, jobKey: null })
    await eventually(
      async () => (await world.owner`select 1 from graphile_worker._private_jobs`).length === 0,
    )
    expect(server.received).toHaveLength(1)
  })

  test('that was revoked before it went out is not sent', async () => {
    const server = await mailServer()
    const { job, mailId, invitation } = await invited()
    await world.owner`update invitations set state = 'revoked' where id = ${invitation.id}`
    await world.enqueue(job)
    await work(server.url)
    expect((await statusOf(mailId, 'dropped')).lastError).toBe('the invitation is no longer open')
    expect(await liveLinks(invitation.id)).toHaveLength(0)
    expect(server.received).toHaveLength(0)
  })

  test('of somebody who is no Admin any more is not sent either', async () => {
    const server = await mailServer()
    const { job, mailId, inviter } = await invited()
    await world.owner`update members set ended_at = now() where user_id = ${inviter.id}`
    await world.enqueue(job)
    await work(server.url)
    await statusOf(mailId, 'dropped')
    expect(server.received).toHaveLength(0)
  })

  test('asked for three times while nobody works is sent once', async () => {
    const server = await mailServer()
    const { job, organization, invitation } = await invited()
    const request = { template: 'invitation', orgId: organization.id, invitationId: invitation.id } as const
    const last = mailJob(request)
    for (const each of [job, mailJob(request), last]) await world.enqueue(each)
    await work(server.url)
    await statusOf(last.payload.mailId, 'sent')
    expect(server.received).toHaveLength(1)
  })

  test('answered is told to the inviter', async () => {
    const server = await mailServer()
    const { inviter, invitation, organization } = await invited()
    const noor = await world.person({ firstName: 'Noor', email: invitation.email })
    await world.owner`update invitations set state = 'accepted', answered_by = ${noor.id} where id = ${invitation.id}`
    const job = mailJob({
      template: 'invitation_accepted',
      orgId: organization.id,
      invitationId: invitation.id,
    })
    await world.enqueue(job)
    await work(server.url)
    await statusOf(job.payload.mailId, 'sent')
    expect(server.received[0]?.to).toMatchObject({ text: inviter.email })
    expect(server.received[0]?.text).toContain('Noor Berg accepted')
    expect(server.received[0]?.text).toContain(`${APP_URL}/${organization.handle}/members`)
  })
})

describe('when the mail server', () => {
  test('is away, mails wait and go out as soon as it is back', async () => {
    const gone = await startMailServer()
    await gone.close()
    await work(gone.url)
    const lena = await world.person()
    const job = mailJob({ template: 'verify_email', userId: lena.id })
    await world.enqueue(job)
    const waiting = await eventually(async () => {
      const mail = await world.mail(job.payload.mailId)
      return mail?.lastError && mail
    })
    expect(waiting).toMatchObject({ status: 'queued', lastError: expect.stringContaining('out of reach') })
    // An outage of days: the delay has grown to hours, and the attempts are used up.
    await world.owner`update graphile_worker._private_jobs set run_at = now() + interval '6 hours', attempts = max_attempts`

    const back = await mailServer({ port: gone.port })
    await world.enqueue({ task: 'mail.retry', payload: {}, jobKey: null, runAt: null })
    await statusOf(job.payload.mailId, 'sent')
    const hash = hashLinkSecret(secretIn(back.received[0]?.text))
    const [link] = await world.owner`
      select purpose, user_id as "userId" from user_links where token_hash = ${hash} and used_at is null and expires_at > now()`
    expect(link).toEqual({ purpose: 'verify_email', userId: lena.id })
  })

  test('breaks off after the message, it comes again under the same id, and both links live', async () => {
    const server = await mailServer({ manner: 'cut' })
    const { job, mailId, invitation } = await invited()
    await world.enqueue(job)
    await work(server.url)
    await eventually(async () => (await world.mail(mailId))?.lastError)
    server.manner = 'accept'
    await eventually(async () => {
      await world.hurry()
      return (await world.mail(mailId))?.status === 'sent'
    })
    const [first, second] = server.received
    expect(first?.messageId).toBe(`<${mailId}@portal.test>`)
    expect(second?.messageId).toBe(first?.messageId)
    const live = (await liveLinks(invitation.id)).map(({ hash }) => hash.toString('hex'))
    for (const mail of [first, second])
      expect(live).toContain(hashLinkSecret(secretIn(mail?.text))?.toString('hex'))
  })

  test('will never take it, the operator sees why and can read it', async () => {
    const server = await mailServer({ manner: 'refuse-recipient' })
    const { job, mailId } = await invited()
    await world.enqueue(job)
    await work(server.url)
    const failed = await statusOf(mailId, 'failed')
    expect(failed.lastError).toContain('no such mailbox')
    expect(openKeptMail(mailId, failed.body ?? Buffer.of(), APP_SECRET).text).toContain('/invitations/')
    await eventually(
      async () => (await world.owner`select 1 from graphile_worker._private_jobs`).length === 0,
    )
  })

  test('is not set up, mails are kept, encrypted, with links that work', async () => {
    await work(null)
    const lena = await world.person({ isVerified: true })
    const job = mailJob({ template: 'reset_password', userId: lena.id })
    await world.enqueue(job)
    const kept = await statusOf(job.payload.mailId, 'kept')
    expect(Buffer.from(kept.body ?? Buffer.of()).includes('reset')).toBe(false)
    const mail = openKeptMail(job.payload.mailId, kept.body ?? Buffer.of(), APP_SECRET)
    const [link] = await world.owner`
      select purpose from user_links where user_id = ${lena.id} and token_hash = ${hashLinkSecret(secretIn(mail.text))}`
    expect(link).toEqual({ purpose: 'reset_password' })
  })
})

test('an address that is proven already gets no second mail to prove it', async () => {
  const server = await mailServer()
  const lena = await world.person({ isVerified: true })
  const job = mailJob({ template: 'verify_email', userId: lena.id })
  await world.enqueue(job)
  await work(server.url)
  await statusOf(job.payload.mailId, 'dropped')
  expect(server.received).toHaveLength(0)
})

test('a mail tells the hours of its reader, as their browser last told them', async () => {
  const server = await mailServer()
  const lena = await world.person()
  const { sessionId } = await world.signIn(lena.id)
  readLanguages()
  await writingFor({ locale: 'en', timeZone: 'Asia/Tokyo' }, () =>
    rememberReader({ userId: lena.id, sessionId }),
  )
  const job = mailJob({ template: 'password_changed', userId: lena.id, at: '2026-11-29T14:05:00Z' })
  await world.enqueue(job)
  await work(server.url)
  await statusOf(job.payload.mailId, 'sent')
  expect(server.received[0]?.text).toContain('was changed on 29 November 2026 at 23:05 GMT+9.')
})

test('every notice can be written', async () => {
  const server = await mailServer()
  const lena = await world.person()
  const organization = await world.organization()
  const at = new Date().toISOString()
  const own = { userId: lena.id, at }
  const jobs = [
    mailJob({ template: 'sign_up_attempt', ...own }),
    mailJob({ template: 'password_changed', ...own }),
    mailJob({ template: 'signed_in', ...own, device: null, address: '192.0.2.7' }),
    mailJob({ template: 'sessions_ended', ...own }),
    mailJob({ template: 'role_changed', ...own, orgId: organization.id, role: 'admin' }),
    mailJob({ template: 'removed', ...own, orgId: organization.id }),
  ]
  await world.enqueue(...jobs)
  await work(server.url)
  for (const { payload } of jobs) await statusOf(payload.mailId, 'sent')
  expect(new Set(server.received.map(({ subject }) => subject)).size).toBe(jobs.length)
})

describe('the worker', () => {
  test('does not start as the owner of the tables', async () => {
    await expect(work(null, { databaseUrl: process.env.DATABASE_URL ?? '' })).rejects.toThrow(
      /does not start as/,
    )
  })

  test('says that it lives, and leaves no trace when it stops', async () => {
    const worker = await work(NOBODY_LISTENS)
    const alive = () =>
      world.owner`select 1 from worker_heartbeats where seen_at > now() - interval '5 seconds'`
    expect(await alive()).toHaveLength(1)
    await worker.stop()
    expect(await alive()).toHaveLength(0)
  })

  test('cannot read the tables of people and tenants', async () => {
    const { openWorkerDatabase } = await import('./worker-database')
    const sql = openWorkerDatabase(process.env.WORKER_DATABASE_URL ?? '', 1)
    for (const table of [
      'users',
      'mails',
      'invitations',
      'invitation_links',
      'user_links',
      'members',
      'sessions',
    ]) {
      await expect(sql.unsafe(`select 1 from ${table}`)).rejects.toThrow(/permission denied/)
    }
    await sql.end()
  })

  test('sweeps what nobody can use any more, and nothing else', async () => {
    const lena = await world.person()
    const link = (at: string, hash: string) => world.owner`
      insert into user_links (user_id, purpose, token_hash, email_normalized, expires_at)
      values (${lena.id}, 'verify_email', ${Buffer.from(hash + lena.id)}, ${lena.email}, ${at}::text::timestamptz)`
    await link('2020-01-01', 'old')
    await link('2999-01-01', 'live')
    await work(null)
    await world.enqueue({ task: 'sweep.daily', payload: {}, jobKey: null, runAt: null })
    const left = () => world.owner`select 1 from user_links where user_id = ${lena.id}`
    await eventually(async () => (await left()).length === 1)
  })
})

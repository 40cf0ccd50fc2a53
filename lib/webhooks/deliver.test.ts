import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Place } from '@/db/testing/world'
import { type RunningWorker, runWorker } from '@/lib/jobs/run-worker'
import { startMailServer } from '@/lib/mail/testing/mail-server'
import { eventually } from '@/lib/mail/testing/world'
import { type Receiver, startReceiver } from './testing/receiver'
import { deliveriesOf, happen, makeWebhook } from './testing/webhook'

const open: { worker?: RunningWorker; receiver?: Receiver }[] = []
const clear = () => ownerSql()`delete from graphile_worker._private_jobs`
beforeEach(clear)
afterEach(async () => {
  for (const { worker, receiver } of open.splice(0).reverse()) {
    await worker?.stop().catch(() => {})
    await receiver?.close()
  }
  await clear()
})

async function work(over: { smtpUrl?: string; webhookTimeoutMs?: number; allowsPrivate?: boolean } = {}) {
  const worker = await runWorker({
    databaseUrl: process.env.WORKER_DATABASE_URL ?? '',
    appUrl: 'https://portal.test',
    appSecret: process.env.APP_SECRET ?? '',
    smtpUrl: null,
    mailFrom: 'Muster <muster@portal.test>',
    allowsPrivate: true,
    webhookTimeoutMs: 500,
    pollIntervalMs: 100,
    ...over,
  })
  open.push({ worker })
  return worker
}
async function receiving(manner: Parameters<typeof startReceiver>[0] = 204) {
  const receiver = await startReceiver(manner)
  open.push({ receiver })
  return receiver
}
/** As if the delay had passed. */
const hurry = () =>
  ownerSql()`update graphile_worker._private_jobs set run_at = now() where locked_at is null`
const settled = (webhookId: string, state: string) =>
  eventually(async () => {
    const all = await deliveriesOf(webhookId)
    return all.length > 0 && all.every((one) => one.state === state) && all
  })
const webhookRow = async (id: string) => {
  const [row] = await ownerSql()`select * from webhooks where id = ${id}`
  return row
}

describe('what happens in an organization', () => {
  test('is told once, signed, as an Admin reads it in the audit log', async ({ world }) => {
    const [place, receiver] = [await world.organization(), await receiving()]
    const { id, secret } = await makeWebhook(place, receiver.url)
    await happen(place)
    await work()
    const [delivery] = await settled(id, 'delivered')
    const [message] = receiver.received
    expect(receiver.received).toHaveLength(1)
    expect(message?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': `msg_${delivery?.id}`,
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
    })
    const told = new Webhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>)
    expect(told).toEqual({
      type: 'member.removed',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/),
      data: {
        id: expect.stringMatching(/^e\d+$/),
        organization: { id: place.id, handle: place.account, name: place.name },
        actor: { kind: 'person', id: place.admin.id, name: place.admin.name },
        target: { kind: 'member', id: null, name: 'Noor 1' },
        before: { role: 'admin' },
        after: null,
        address: null,
        userAgent: null,
        requestId: null,
        changeId: expect.any(String),
      },
    })
  })

  test('is told to those who asked for it, of no other organization, and not where they are switched off', async ({
    world,
  }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const url = 'https://receiver.example/'
    const [all, chosen, unwanted] = [
      await makeWebhook(place, url),
      await makeWebhook(place, url, { events: ['team.created', 'member.removed'] }),
      await makeWebhook(place, url, { events: ['team.created'] }),
    ]
    const [off, gone, theirs] = [
      await makeWebhook(place, url),
      await makeWebhook(place, url),
      await makeWebhook(other, url),
    ]
    await ownerSql()`update webhooks set disabled_at = now(), disabled_why = 'admin' where id = ${off.id}`
    await ownerSql()`update webhooks set deleted_at = now() where id = ${gone.id}`
    await happen(place)
    const told = async ({ id }: { id: string }) => (await deliveriesOf(id)).length
    expect(await Promise.all([all, chosen, unwanted, off, gone, theirs].map(told))).toEqual([
      1, 1, 0, 0, 0, 0,
    ])
  })

  test('to a webhook itself is told to the others alone', async ({ world }) => {
    const place = await world.organization()
    const [one, other] = [
      await makeWebhook(place, 'https://a.example/'),
      await makeWebhook(place, 'https://b.example/'),
    ]
    await happen(place, { event: 'webhook.updated', targetId: one.id })
    expect(await deliveriesOf(one.id)).toEqual([])
    expect(await deliveriesOf(other.id)).toMatchObject([{ event: 'webhook.updated' }])
  })

  test('and is rolled back is told to nobody', async ({ world }) => {
    const place = await world.organization()
    const { id } = await makeWebhook(place, 'https://a.example/')
    const sql = ownerSql()
    const rolledBack = sql.begin(async (tx) => {
      await tx`insert into audit_events (org_id, change_id, event, actor_kind, actor_name) values (${place.id}, gen_random_uuid(), 'member.left', 'system', 'x')`
      const [inside] = await tx`select count(*)::int as n from webhook_deliveries where webhook_id = ${id}`
      expect(inside?.n).toBe(1)
      throw new Error('rolled back')
    })
    await expect(rolledBack).rejects.toThrow('rolled back')
    expect(await deliveriesOf(id)).toEqual([])
    expect(await sql`select 1 from graphile_worker._private_jobs`).toEqual([])
  })

  test('ten thousand times at once is told ten thousand times, each once', async ({ world }) => {
    const place = await world.organization()
    const { id } = await makeWebhook(place, 'https://a.example/')
    await happen(place, { count: 10_000 })
    const [made] = await ownerSql()`
      select count(*)::int as deliveries, count(distinct event_id)::int as events from webhook_deliveries where webhook_id = ${id}`
    expect(made).toEqual({ deliveries: 10_000, events: 10_000 })
    const [jobs] = await ownerSql()`select count(*)::int as n from graphile_worker._private_jobs`
    expect(jobs?.n).toBe(10_000)
  })
})

describe('a receiver that', () => {
  async function failing(place: Place, manner: Parameters<typeof startReceiver>[0]) {
    const receiver = await receiving(manner)
    const hook = await makeWebhook(place, receiver.url)
    await happen(place)
    return { receiver, hook }
  }
  const tried = (webhookId: string, times: number) =>
    eventually(async () => {
      const [one] = await deliveriesOf(webhookId)
      return one?.attempts === times && one.lastError !== null && one
    })

  test('fails is asked again later, under the same id and with the same body, until it takes it', async ({
    world,
  }) => {
    const { receiver, hook } = await failing(await world.organization(), 503)
    await work()
    const first = await tried(hook.id, 1)
    expect(first).toMatchObject({
      state: 'waiting',
      lastStatus: 503,
      lastError: 'status',
      lastAnswer: 'answer 503',
    })
    const wait = (first.nextAt?.getTime() ?? 0) - Date.now()
    expect(wait).toBeGreaterThan(2_000)
    expect(wait).toBeLessThan(7_000)
    expect((await webhookRow(hook.id))?.failing_since).not.toBeNull()
    receiver.manner = 200
    await hurry()
    await settled(hook.id, 'delivered')
    const [one, two] = receiver.received
    expect(two?.headers['webhook-id']).toBe(one?.headers['webhook-id'])
    expect(two?.body).toBe(one?.body)
    expect((await webhookRow(hook.id))?.failing_since).toBeNull()
  })

  test('fails ten times is given up', async ({ world }) => {
    const { receiver, hook } = await failing(await world.organization(), 500)
    await ownerSql()`update webhook_deliveries set attempts = 9 where webhook_id = ${hook.id}`
    await work()
    expect(await settled(hook.id, 'failed')).toMatchObject([{ attempts: 10, nextAt: null }])
    expect(receiver.received).toHaveLength(1)
    expect(
      await ownerSql()`select 1 from graphile_worker._private_jobs where attempts < max_attempts and locked_at is null`,
    ).toEqual([])
    expect((await webhookRow(hook.id))?.disabled_at).toBeNull()
  })

  test('hangs, redirects or is private is not followed, and is told apart', async ({ world }) => {
    const place = await world.organization()
    const [hanging, redirecting] = [await receiving('hang'), await receiving(302)]
    const hooks = [await makeWebhook(place, hanging.url), await makeWebhook(place, redirecting.url)]
    await happen(place)
    await work()
    for (const [i, lastError] of ['timeout', 'redirect'].entries())
      expect(await tried(hooks[i]?.id ?? '', 1)).toMatchObject({ lastError })
  })

  test('is on this machine gets nothing where the operator does not allow it', async ({ world }) => {
    const { receiver, hook } = await failing(await world.organization(), 204)
    await work({ allowsPrivate: false })
    expect(await tried(hook.id, 1)).toMatchObject({ lastError: 'private', lastStatus: null })
    expect(receiver.received).toEqual([])
  })

  test('answers 410 is switched off at once; its Admins are told, in the bell, by mail and in the history', async ({
    world,
  }) => {
    const place = await world.organization()
    const second = await world.member(place, 'admin')
    await world.member(place, 'organization_contributor')
    const { hook } = await failing(place, 410)
    const other = await makeWebhook(place, 'https://other.example/', { events: ['webhook.disabled'] })
    await work()
    await settled(hook.id, 'failed')
    expect(await webhookRow(hook.id)).toMatchObject({ disabled_why: 'gone' })
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'webhook.disabled',
      actor_kind: 'system',
      target_id: hook.id,
      target_name: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      after: { why: 'gone' },
    })
    const bells =
      await ownerSql()`select user_id from notifications where kind = 'webhook.disabled' and subject_id = ${hook.id}`
    expect(bells.map((row) => row.user_id).sort()).toEqual([place.admin.id, second.id].sort())
    const mails = await eventually(async () => {
      const rows =
        await ownerSql()`select user_id, subject from mails where template = 'webhook_disabled' and org_id = ${place.id} and status = 'kept'`
      return rows.length === 2 && rows
    })
    expect(mails[0]?.subject).toBe(`A webhook of ${place.name} was switched off`)
    expect(await deliveriesOf(other.id)).toMatchObject([{ event: 'webhook.disabled' }])
  })

  test('failed for five days is switched off; one delivery in between, and it is not', async ({ world }) => {
    const place = await world.organization()
    const { receiver, hook } = await failing(place, 500)
    const since = (days: number) =>
      ownerSql()`update webhooks set failing_since = now() - make_interval(days => ${days}) where id = ${hook.id}`
    await since(4)
    await work()
    await tried(hook.id, 1)
    expect((await webhookRow(hook.id))?.disabled_at).toBeNull()
    await since(6)
    await hurry()
    await settled(hook.id, 'failed')
    expect(await webhookRow(hook.id)).toMatchObject({ disabled_why: 'failing' })
    expect(receiver.received).toHaveLength(2)
  })

  test('is slow holds up neither mails nor another receiver', async ({ world }) => {
    const place = await world.organization()
    const [slow, quick] = [await receiving('hang'), await receiving(204)]
    const hook = await makeWebhook(place, slow.url)
    await happen(place, { count: 40 })
    const fast = await makeWebhook(place, quick.url)
    await happen(place)
    const mails = await startMailServer()
    const lena = await world.person({ isVerified: false })
    await ownerSql()`select enqueue('mail.send', ${JSON.stringify({
      mailId: crypto.randomUUID(),
      request: { template: 'verify_email', userId: lena.id },
    })}::text::jsonb)`
    await work({ smtpUrl: mails.url, webhookTimeoutMs: 20_000 })
    await settled(fast.id, 'delivered')
    await eventually(() => mails.received.length === 1)
    // One at a time for a receiver, however many wait.
    expect(slow.received).toHaveLength(1)
    expect((await deliveriesOf(hook.id)).filter((one) => one.attempts > 0)).toHaveLength(1)
    await slow.close()
    await mails.close()
  })
})

describe('nothing is sent any more', () => {
  test('once the webhook was switched off, or the organization deleted', async ({ world }) => {
    const receiver = await receiving()
    const [one, two] = [await world.organization(), await world.organization()]
    const [off, deleted] = [await makeWebhook(one, receiver.url), await makeWebhook(two, receiver.url)]
    for (const place of [one, two]) await happen(place)
    await ownerSql()`update webhooks set disabled_at = now(), disabled_why = 'admin' where id = ${off.id}`
    await ownerSql()`update organizations set deleted_at = now() where org_id = ${two.id}`
    await work()
    for (const { id } of [off, deleted])
      expect(await settled(id, 'failed')).toMatchObject([{ lastError: 'off', attempts: 0 }])
    expect(receiver.received).toEqual([])
    await happen(two)
    expect(await deliveriesOf(deleted.id)).toHaveLength(1)
  })

  test('and what is older than 30 days is swept', async ({ world }) => {
    const place = await world.organization()
    const { id } = await makeWebhook(place, 'https://a.example/')
    await happen(place, { count: 2 })
    const [old] = await deliveriesOf(id)
    await ownerSql()`update webhook_deliveries set created_at = now() - interval '31 days' where id = ${old?.id ?? ''}`
    await ownerSql()`select worker_sweep()`
    expect(await deliveriesOf(id)).toHaveLength(1)
  })
})

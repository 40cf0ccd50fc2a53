import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { anonymous, ownerSql, type Place } from '@/db/testing/world'
import { eventSentence } from '@/lib/audit/event-sentence'
import { openWorkerDatabase } from '@/lib/jobs/worker-database'
import { deleteOrganization } from '@/lib/organizations/ending'
import { createWebhook, deleteWebhook, rotateWebhookSecret, switchWebhook, updateWebhook } from './commands'
import { deliver } from './deliver'
import { getDelivery, getWebhook, listDeliveries, listWebhooks } from './queries'
import { openWebhookSecret } from './secret'
import { replayDelivery, replayFailed, testWebhook } from './sending'
import { startReceiver } from './testing/receiver'
import { deliveriesOf, happen, makeWebhook } from './testing/webhook'

const URL_OF = 'https://hooks.example/secret-path'
const worker = openWorkerDatabase(process.env.WORKER_DATABASE_URL ?? '', 1)
const jobs = () => ownerSql()<{ key: string; queue: string; attempts: number }[]>`
  select key, queue_name as queue, attempts from graphile_worker.jobs where task_identifier = 'webhook.deliver' order by id`
const clear = () => ownerSql()`delete from graphile_worker._private_jobs`
beforeEach(clear)
afterEach(clear)
afterAll(() => worker.end())

const created = (place: Place, more: object = {}) =>
  createWebhook(place.admin.caller, place.account, { url: URL_OF, which: 'all', ...more })

describe('an Admin', () => {
  test('adds a webhook and is shown its secret once', async ({ world }) => {
    const place = await world.organization()
    const { id, secret } = await created(place, { description: '  Chat   of security ' })
    const [row] = await ownerSql()`select * from webhooks where id = ${id}`
    expect(row).toMatchObject({ url: URL_OF, description: 'Chat of security', events: [] })
    expect(openWebhookSecret(row?.secret, id, process.env.APP_SECRET ?? '')).toBe(secret)
    const list = await listWebhooks(place.admin.caller, place.account, {})
    const one = await getWebhook(place.admin.caller, place.account, { webhook: id })
    expect(JSON.stringify([list, one])).not.toContain(secret)
    const entry = await world.lastAudit(place)
    expect(entry).toMatchObject({
      event: 'webhook.created',
      target_name: 'Chat of security',
      after: { url: 'hooks.example' },
    })
    expect(JSON.stringify(entry)).not.toContain('secret-path')
  })

  test('changes what it tells, and where; the history says the hosts alone', async ({ world }) => {
    const place = await world.organization()
    const { id } = await created(place)
    const change = (url: string, event: string[]) =>
      updateWebhook(place.admin.caller, place.account, { webhookId: id, url, which: 'chosen', event })
    await change('https://other.example/p#top', ['team.created', 'no.such', 'team.created'])
    expect(await ownerSql()`select url, events from webhooks where id = ${id}`).toEqual([
      { url: 'https://other.example/p', events: ['team.created'] },
    ])
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'webhook.updated',
      before: { url: 'hooks.example', events: '' },
      after: { url: 'other.example', events: 'team.created' },
    })
    const [{ n: before }] = await ownerSql()<
      [{ n: number }]
    >`select count(*)::int as n from audit_events where org_id = ${place.id}`
    await change('https://other.example/p', ['team.created'])
    const [{ n: after }] = await ownerSql()<
      [{ n: number }]
    >`select count(*)::int as n from audit_events where org_id = ${place.id}`
    expect(after).toBe(before)
    await expect(change('https://other.example/p', ['no.such'])).rejects.toMatchObject({
      fields: { which: expect.any(String) },
    })
  })

  test.for([
    ['nothing', ''],
    ['no address', 'hooks'],
    ['another protocol', 'ftp://hooks.example/'],
    ['http', 'http://hooks.example/'],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine in disguise', 'https://2130706433/'],
    ['this machine by name', 'https://localhost:3000/'],
    ['a private network', 'https://192.168.0.10/'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest'],
    ['this machine, in IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['a password', 'https://lena:hunter2@hooks.example/'],
    ['more than an address', `https://hooks.example/${'x'.repeat(2000)}`],
  ] as const)('does not send to %s', async ([, url], { world }) => {
    const place = await world.organization()
    await expect(created(place, { url })).rejects.toMatchObject({
      code: 'invalid',
      fields: { url: expect.any(String) },
    })
  })

  test('has twenty of them and no more, also where two are added at once', async ({ world }) => {
    const place = await world.organization()
    for (let n = 0; n < 19; n++) await makeWebhook(place, URL_OF)
    const both = await Promise.allSettled([created(place), created(place)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(created(place)).rejects.toMatchObject({ code: 'conflict' })
    expect((await listWebhooks(place.admin.caller, place.account, {})).isFull).toBe(true)
  })

  test('rotates the secret: for a day both sign, then the new one alone', async ({ world }) => {
    const [place, receiver] = [await world.organization(), await startReceiver()]
    const { id, secret: former } = await makeWebhook(place, receiver.url)
    const { secret } = await rotateWebhookSecret(place.admin.caller, place.account, { webhookId: id })
    expect(secret).not.toBe(former)
    const sent = async () => {
      await happen(place)
      const all = await deliveriesOf(id)
      await delivered(all.at(-1)?.id ?? '')
      const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '' }
      const opens = (key: string) => {
        try {
          return Boolean(new Webhook(key).verify(body, headers as Record<string, string>))
        } catch {
          return false
        }
      }
      return [opens(secret), opens(former)]
    }
    expect(await sent()).toEqual([true, true])
    await ownerSql()`update webhooks set previous_until = now() where id = ${id}`
    expect(await sent()).toEqual([true, false])
    await receiver.close()
  })

  test('switches it off and on again; what failed meanwhile is sent again when asked', async ({ world }) => {
    const place = await world.organization()
    const { id } = await makeWebhook(place, URL_OF)
    const turn = (on: '0' | '1') => switchWebhook(place.admin.caller, place.account, { webhookId: id, on })
    await happen(place, { count: 3 })
    await turn('0')
    await happen(place)
    expect(await deliveriesOf(id)).toHaveLength(3)
    for (const one of await deliveriesOf(id)) expect(await delivered(one.id)).toBe('nothing')
    const again = () => replayFailed(place.admin.caller, place.account, { webhookId: id, since: 'day' })
    await expect(again()).rejects.toMatchObject({ code: 'conflict' })
    await expect(testWebhook(place.admin.caller, place.account, { webhookId: id })).rejects.toMatchObject({
      code: 'conflict',
    })
    await turn('1')
    expect(await world.lastAudit(place)).toMatchObject({ event: 'webhook.enabled' })
    await clear()
    const [old] = await deliveriesOf(id)
    await ownerSql()`update webhook_deliveries set created_at = now() - interval '25 hours' where id = ${old?.id ?? ''}`
    expect(await again()).toMatchObject({ count: 2 })
    expect(await world.lastAudit(place)).toMatchObject({ event: 'webhook.replayed', after: { count: 2 } })
    expect(await jobs()).toHaveLength(2)
    expect(await again()).toMatchObject({ count: 0 })
  })

  test('sends a test event, once, that says nothing of real ones', async ({ world }) => {
    const [place, receiver] = [await world.organization(), await startReceiver(500)]
    const { id } = await makeWebhook(place, receiver.url, { events: ['team.created'] })
    const { deliveryId } = await testWebhook(place.admin.caller, place.account, { webhookId: id })
    expect(await jobs()).toEqual([{ key: `webhook ${deliveryId}`, queue: `webhook ${id}`, attempts: 0 }])
    await clear()
    expect(await delivered(deliveryId)).toBe('failed')
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      type: 'webhook.test',
      data: { organization: { handle: place.account }, actor: { name: place.admin.name } },
    })
    const { delivery } = await getDelivery(place.admin.caller, place.account, {
      webhook: id,
      delivery: deliveryId,
    })
    expect(delivery).toMatchObject({
      state: 'failed',
      status: 500,
      attempts: 1,
      nextAt: null,
      answer: 'answer 500',
    })
    expect(await jobs()).toEqual([])
    const { webhook } = await getWebhook(place.admin.caller, place.account, { webhook: id })
    expect(webhook.failingSince).toBeNull()
    await receiver.close()
  })

  test('sends one delivery again: the same id and the same words', async ({ world }) => {
    const [place, receiver] = [await world.organization(), await startReceiver()]
    const { id } = await makeWebhook(place, receiver.url)
    await happen(place)
    const [{ id: deliveryId } = { id: '' }] = await deliveriesOf(id)
    await delivered(deliveryId)
    await clear()
    const again = () => replayDelivery(place.admin.caller, place.account, { webhookId: id, deliveryId })
    await again()
    await again() // asked for twice while nobody works
    expect(await jobs()).toHaveLength(1)
    await delivered(deliveryId)
    const [one, two] = receiver.received
    expect(two?.headers['webhook-id']).toBe(one?.headers['webhook-id'])
    expect(two?.body).toBe(one?.body)
    await receiver.close()
  })

  test('deletes it: its address and its secret are gone, and nothing is sent', async ({ world }) => {
    const place = await world.organization()
    const { id } = await makeWebhook(place, URL_OF)
    await happen(place)
    const [waiting] = await deliveriesOf(id)
    await deleteWebhook(place.admin.caller, place.account, { webhookId: id })
    expect(await ownerSql()`select url, secret from webhooks where id = ${id}`).toEqual([
      { url: '', secret: Buffer.of() },
    ])
    expect(await delivered(waiting?.id ?? '')).toBe('nothing')
    const gone = { webhook: id }
    await expect(getWebhook(place.admin.caller, place.account, gone)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(listDeliveries(place.admin.caller, place.account, gone)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('the list of deliveries', () => {
  test('is walked there and back, newest first, and filtered by state', async ({ world }) => {
    const place = await world.organization()
    const { id } = await makeWebhook(place, URL_OF)
    for (let n = 0; n < 3; n++) await happen(place, { count: 20 })
    await ownerSql()`update webhook_deliveries set state = 'failed' where webhook_id = ${id} and event_id % 2 = 0`
    const page = (more: object) =>
      listDeliveries(place.admin.caller, place.account, { webhook: id, size: 25, ...more })
    const first = await page({})
    const second = await page({ cursor: first.next })
    const third = await page({ cursor: second.next })
    const all = [...first.rows, ...second.rows, ...third.rows].map((row) => row.id)
    expect([all.length, new Set(all).size, third.next]).toEqual([60, 60, null])
    const back = await page({ cursor: third.previous })
    expect(back.rows.map((row) => row.id)).toEqual(second.rows.map((row) => row.id))
    const failed = await page({ state: 'failed' })
    expect(failed.rows.every(({ state }) => state === 'failed')).toBe(true)
    expect(failed.failed).toEqual({ count: 30, isMore: false })
  })
})

describe('nobody else', () => {
  test('sees or changes them: neither another role, nor another organization, nor a stranger', async ({
    world,
  }) => {
    const [place, theirs] = [await world.organization(), await world.organization()]
    const { id } = await makeWebhook(theirs, URL_OF)
    await happen(theirs)
    const [delivery] = await deliveriesOf(id)
    const before = await ownerSql()`select * from webhooks where id = ${id}`
    const named = { webhookId: id, deliveryId: delivery?.id ?? '' }
    const tries = (caller: Place['admin']['caller'], account: string) => [
      () => listDeliveries(caller, account, { webhook: id }),
      () => getWebhook(caller, account, { webhook: id }),
      () => getDelivery(caller, account, { webhook: id, delivery: delivery?.id }),
      () => updateWebhook(caller, account, { webhookId: id, url: 'https://x.example/', which: 'all' }),
      () => rotateWebhookSecret(caller, account, named),
      () => switchWebhook(caller, account, { webhookId: id, on: '0' }),
      () => deleteWebhook(caller, account, named),
      () => testWebhook(caller, account, named),
      () => replayDelivery(caller, account, named),
      () => replayFailed(caller, account, { webhookId: id, since: 'all' }),
    ]
    const contributor = await world.member(theirs, 'organization_contributor')
    for (const attempt of tries(contributor.caller, theirs.account))
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    for (const attempt of [
      ...tries(place.admin.caller, place.account),
      ...tries(place.admin.caller, theirs.account),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    for (const attempt of tries(anonymous, theirs.account))
      await expect(attempt()).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await ownerSql()`select * from webhooks where id = ${id}`).toEqual(before)
    const own = await makeWebhook(place, URL_OF)
    const other = { webhookId: own.id, deliveryId: named.deliveryId }
    await expect(replayDelivery(place.admin.caller, place.account, other)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

test('a deleted organization tells nobody, not even of that', async ({ world }) => {
  const place = await world.organization()
  const { id } = await makeWebhook(place, URL_OF)
  await deleteOrganization(place.admin.caller, place.account, { confirmation: place.account })
  expect(await deliveriesOf(id)).toEqual([])
})

test('the history says what became of webhooks', () => {
  const said = (event: string, after: Record<string, string | number> | null = null) =>
    eventSentence({ event, actor: { name: 'Ada' }, target: { name: 'Chat' }, before: null, after })
  expect(said('webhook.disabled')).toBe('switched off the webhook Chat')
  expect(said('webhook.disabled', { why: 'gone' })).toBe(
    'switched off the webhook Chat, which answered 410 Gone',
  )
  expect(said('webhook.replayed', { count: 3 })).toBe('sent 3 events to the webhook Chat again')
})

/** One attempt, as the worker makes it. */
function delivered(deliveryId: string) {
  return deliver(
    worker,
    { appSecret: process.env.APP_SECRET ?? '', allowsPrivate: true, webhookTimeoutMs: 2_000 },
    deliveryId,
  )
}

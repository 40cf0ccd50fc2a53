import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Connection } from '@/db/client'
import { command } from '@/lib/command'
import { conflict, notFound } from '@/lib/errors'
import { words } from '@/messages/words'
import { lockWebhook, targetOf } from './commands'
import { MAX_REPLAYED, TEST_EVENT } from './limits'
import { REPLAY_SINCE, ReplayDeliveryInput, ReplayFailedInput, WebhookInput } from './schemas'

/** Sends an event that is none, once, so that somebody sees what arrives. Throws `conflict` where the webhook is off. */
export const testWebhook = command({
  name: 'testWebhook',
  permission: 'webhook.manage',
  input: WebhookInput,
  async run({ sql, input, account, person }) {
    const webhook = await lockOn(sql, account.id, input.webhookId)
    const deliveryId = randomUUID()
    const payload = {
      type: TEST_EVENT,
      timestamp: new Date().toISOString(),
      data: {
        organization: { id: account.id, handle: account.handle, name: account.name },
        actor: { kind: 'person', id: person.id, name: `${person.firstName} ${person.lastName}` },
      },
    }
    await sql`
      insert into webhook_deliveries (id, org_id, webhook_id, event, payload, next_at)
      values (${deliveryId}::uuid, ${account.id}::uuid, ${webhook.id}::uuid, ${TEST_EVENT}, ${JSON.stringify(payload)}::text::jsonb, now())`
    return {
      result: { id: webhook.id, deliveryId },
      audit: [{ event: 'webhook.tested', target: targetOf(webhook) }],
      closing: [sendNow(sql, webhook.id, deliveryId)],
    }
  },
})

/** Sends one delivery again, at once, under the same id and with the same payload. Throws `not_found`, `conflict` where the webhook is off. */
export const replayDelivery = command({
  name: 'replayDelivery',
  permission: 'webhook.manage',
  input: ReplayDeliveryInput,
  async run({ sql, input, account }) {
    const webhook = await lockOn(sql, account.id, input.webhookId)
    const { deliveryId } = input
    const found = await sql`
      update webhook_deliveries set ${again(sql)}
       where org_id = ${account.id}::uuid and webhook_id = ${webhook.id}::uuid and id = ${deliveryId}::uuid returning id`
    if (found.length === 0) throw notFound('delivery')
    return {
      result: { id: webhook.id, deliveryId },
      audit: [{ event: 'webhook.replayed', target: targetOf(webhook), after: { count: 1 } }],
      closing: [sendNow(sql, webhook.id, deliveryId)],
    }
  },
})

/** Sends all again that has failed since then, oldest first, 10,000 at most, and says how many. Throws `conflict` where the webhook is off. */
export const replayFailed = command({
  name: 'replayFailed',
  permission: 'webhook.manage',
  input: ReplayFailedInput,
  async run({ sql, input, account }) {
    const webhook = await lockOn(sql, account.id, input.webhookId)
    const [{ count }] = await sql<[{ count: number }]>`
      with chosen as (
        select id from webhook_deliveries
         where org_id = ${account.id}::uuid and webhook_id = ${webhook.id}::uuid and state = 'failed'
           and created_at > now() - make_interval(hours => ${REPLAY_SINCE[input.since]})
         order by created_at, id limit ${MAX_REPLAYED}
      ), again as (
        update webhook_deliveries d set ${again(sql)} from chosen
         where d.org_id = ${account.id}::uuid and d.id = chosen.id returning d.id
      ), sent as (
        select enqueue_many(jsonb_agg(webhook_job(${webhook.id}::uuid, id, null))) from again having count(*) > 0
      )
      select (select count(*)::int from again) as count, (select count(*) from sent) as calls`
    return {
      result: { id: webhook.id, count },
      audit: count === 0 ? [] : [{ event: 'webhook.replayed', target: targetOf(webhook), after: { count } }],
    }
  },
})

async function lockOn(sql: Connection, orgId: string, id: string) {
  const webhook = await lockWebhook(sql, orgId, id)
  if (!webhook.isOn) throw conflict(words('webhooks.said.off'))
  return webhook
}

/** As if it had never been tried. */
const again = (sql: Connection) => sql`
  state = 'waiting', attempts = 0, next_at = now(), delivered_at = null, last_status = null, last_error = null, last_answer = null,
  last_milliseconds = null`

const sendNow = (sql: Connection, webhookId: string, deliveryId: string) =>
  sql`select enqueue_many(jsonb_build_array(webhook_job(${webhookId}::uuid, ${deliveryId}::uuid, null)))`

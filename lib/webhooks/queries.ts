import 'server-only'
import { and, eq, sql as fragment } from 'drizzle-orm'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { webhookDeliveries as deliveries } from '@/db/schema'
import { env } from '@/lib/env'
import { notFound } from '@/lib/errors'
import { boundedCount, COUNT_BOUND, keyset, pageOf, readCursor } from '@/lib/paging'
import { query } from '@/lib/query'
import { messageId } from './deliver'
import { MAX_WEBHOOKS } from './limits'
import { DeliveriesSearch, GetDeliveryInput, GetWebhookInput } from './schemas'
import type { DeliveryState, DisabledWhy } from './states'

/** Moments travel as text. */
type Row = {
  id: string
  url: string
  description: string
  events: string[]
  createdAt: string
  disabledAt: string | null
  disabledWhy: DisabledWhy | null
  failingSince: string | null
  /** Until when the secret before signs too. */
  previousUntil: string | null
}
export type ListedWebhook = Row & {
  last: { state: DeliveryState; at: string } | null
  failed: ReturnType<typeof boundedCount>
}

const columns = (sql: Connection) => sql`
  w.id, w.url, w.description, w.events, to_json(w.created_at) #>> '{}' as "createdAt", to_json(w.disabled_at) #>> '{}' as "disabledAt",
  w.disabled_why as "disabledWhy", to_json(w.failing_since) #>> '{}' as "failingSince",
  case when w.previous_until > now() then to_json(w.previous_until) #>> '{}' end as "previousUntil"`

/** The webhooks of an organization, oldest first: never more than 20, so one page. */
export const listWebhooks = query({
  name: 'listWebhooks',
  permission: 'webhook.manage',
  input: z.object({}),
  async run({ sql, account }) {
    const rows = await sql<(Row & { last: ListedWebhook['last']; failed: number })[]>`
      select ${columns(sql)}, d.last,
             (select count(*)::int from (select from webhook_deliveries f
               where f.org_id = w.org_id and f.webhook_id = w.id and f.state = 'failed' limit ${COUNT_BOUND + 1}) c) as failed
        from webhooks w left join lateral (
          select json_build_object('state', d.state, 'at', d.created_at) as last from webhook_deliveries d
           where d.org_id = w.org_id and d.webhook_id = w.id order by d.created_at desc, d.id desc limit 1) d on true
       where w.org_id = ${account.id}::uuid and w.deleted_at is null order by w.created_at, w.id limit ${MAX_WEBHOOKS + 1}`
    return {
      account,
      rows: rows.map((row): ListedWebhook => ({ ...row, failed: boundedCount(row.failed) })),
      isFull: rows.length >= MAX_WEBHOOKS,
      allowsPrivate: allowsPrivate(),
    }
  },
})
export type WebhookList = Awaited<ReturnType<typeof listWebhooks>>

/** One webhook. Throws `not_found` where there is none such in the organization. */
export const getWebhook = query({
  name: 'getWebhook',
  permission: 'webhook.manage',
  input: GetWebhookInput,
  run: async ({ sql, input, account }) => ({
    account,
    webhook: await webhookRow(sql, account.id, input.webhook),
    allowsPrivate: allowsPrivate(),
  }),
})
export type WebhookFound = Awaited<ReturnType<typeof getWebhook>>

/** A webhook with what it sent, newest first, one page in keyset order. */
export const listDeliveries = query({
  name: 'listDeliveries',
  permission: 'webhook.manage',
  input: DeliveriesSearch,
  async run({ sql, orm, input, account }) {
    const webhook = await webhookRow(sql, account.id, input.webhook)
    const order = keyset(
      [
        { column: deliveries.createdAt, of: 'instant' },
        { column: deliveries.id, of: 'uuid' },
      ],
      'desc',
      readCursor(input.cursor),
    )
    const rows = await orm
      .select({
        id: deliveries.id,
        event: deliveries.event,
        state: deliveries.state,
        attempts: deliveries.attempts,
        status: deliveries.lastStatus,
        failure: deliveries.lastError,
        answer: fragment<string | null>`left(${deliveries.lastAnswer}, 80)`,
        milliseconds: deliveries.lastMilliseconds,
        nextAt: fragment<string | null>`to_json(${deliveries.nextAt}) #>> '{}'`,
        at: fragment<string>`to_char(${deliveries.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.orgId, account.id),
          eq(deliveries.webhookId, webhook.id),
          input.state && eq(deliveries.state, input.state),
          order.where,
        ),
      )
      .orderBy(...order.orderBy)
      .limit(input.size + 1)
    const [failed] = await sql<[{ n: number }]>`
      select count(*)::int as n from (select from webhook_deliveries where org_id = ${account.id}::uuid and webhook_id = ${webhook.id}::uuid
         and state = 'failed' limit ${COUNT_BOUND + 1}) c`
    return {
      ...pageOf(rows, input.size, order.cursor, (row) => [row.at, row.id]),
      webhook,
      account,
      search: input,
      failed: boundedCount(failed.n),
    }
  },
})
export type DeliveryList = Awaited<ReturnType<typeof listDeliveries>>
export type ListedDelivery = DeliveryList['rows'][number]

/** One delivery with everything that was sent and what was answered last. */
export const getDelivery = query({
  name: 'getDelivery',
  permission: 'webhook.manage',
  input: GetDeliveryInput,
  async run({ sql, input, account }) {
    const webhook = await webhookRow(sql, account.id, input.webhook)
    const id = z.uuid().safeParse(input.delivery)
    const [row] = id.success
      ? await sql<(Omit<ListedDelivery, 'answer'> & Kept)[]>`
          select id, event, state, attempts, last_status as status, last_error as failure, last_answer as answer, last_milliseconds as milliseconds,
                 to_json(next_at) #>> '{}' as "nextAt", to_json(created_at) #>> '{}' as at, to_json(delivered_at) #>> '{}' as "deliveredAt",
                 payload, event_id::text as "eventId"
            from webhook_deliveries where org_id = ${account.id}::uuid and webhook_id = ${webhook.id}::uuid and id = ${id.data}::uuid`
      : []
    if (!row) throw notFound('delivery')
    const { payload, ...delivery } = row
    const { type, timestamp, data } = payload
    return {
      account,
      webhook,
      delivery: {
        ...delivery,
        messageId: messageId(row.id),
        body: JSON.stringify({ type, timestamp, data }, null, 2),
      },
    }
  },
})
export type DeliveryFound = Awaited<ReturnType<typeof getDelivery>>

type Kept = {
  answer: string | null
  deliveredAt: string | null
  eventId: string | null
  payload: { type: string; timestamp: string; data: unknown }
}

const allowsPrivate = () => env.WEBHOOK_PRIVATE === 'allow'

async function webhookRow(sql: Connection, orgId: string, webhook: string): Promise<Row> {
  const id = z.uuid().safeParse(webhook)
  const [row] = id.success
    ? await sql<Row[]>`
        select ${columns(sql)} from webhooks w where w.org_id = ${orgId}::uuid and w.id = ${id.data}::uuid and w.deleted_at is null`
    : []
  if (!row) throw notFound('webhook')
  return row
}

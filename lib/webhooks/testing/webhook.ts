import { randomUUID } from 'node:crypto'
import { ownerSql, type Place } from '@/db/testing/world'
import { makeWebhookSecret, sealWebhookSecret } from '../secret'

type Given = { events?: string[]; description?: string }

/** Makes a webhook of `place` that sends to `url`; gives it with its secret. */
export async function makeWebhook(
  place: { id: string; admin: { id: string } },
  url: string,
  { events = [], description = '' }: Given = {},
  appSecret = process.env.APP_SECRET ?? '',
) {
  const [id, secret] = [randomUUID(), makeWebhookSecret()]
  const sealed = sealWebhookSecret(secret, id, appSecret)
  await ownerSql()`
    insert into webhooks (id, org_id, url, description, events, secret, created_by)
    values (${id}, ${place.id}, ${url}, ${description}, ${events}, ${sealed}, ${place.admin.id})`
  return { id, secret }
}

type Happening = { event?: string; count?: number; targetId?: string | null }

/** Writes history as the portal does, in one statement. */
export async function happen(
  place: Place,
  { event = 'member.removed', count = 1, targetId = null }: Happening = {},
) {
  await ownerSql()`
    insert into audit_events (org_id, change_id, event, actor_kind, actor_id, actor_name, target_kind, target_id, target_name, before)
    select ${place.id}, gen_random_uuid(), ${event}, 'person', ${place.admin.id}, ${place.admin.name}, 'member', ${targetId}::uuid, 'Noor ' || n,
           '{"role": "admin"}'
      from generate_series(1, ${count}) n`
}

export const deliveriesOf = (webhookId: string) => ownerSql()<
  {
    id: string
    event: string
    state: string
    attempts: number
    payload: { type: string; timestamp: string; data: Record<string, unknown> }
    nextAt: Date | null
    lastStatus: number | null
    lastError: string | null
    lastAnswer: string | null
  }[]
>`
  select id, event, state, attempts, payload, next_at as "nextAt", last_status as "lastStatus", last_error as "lastError", last_answer as "lastAnswer"
    from webhook_deliveries where webhook_id = ${webhookId} order by created_at, event_id`

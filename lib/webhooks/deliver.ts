import 'server-only'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'
import { patiently } from '@/lib/mail/patience'
import { type Answer, post } from './post'
import { secondsUntilNext } from './schedule'
import { openWebhookSecret } from './secret'
import { signedHeaders } from './sign'

export interface DeliverySettings {
  readonly appSecret: string
  /** Whether the operator lets webhooks go to this machine and to private networks: `WEBHOOK_PRIVATE`. */
  readonly allowsPrivate: boolean
  readonly webhookTimeoutMs?: number | undefined
}

type Opened = {
  webhookId: string
  url: string
  /** Sealed, in base64; the second only while a rotation overlaps. */
  secrets: string[]
  payload: { type: string; timestamp: string; data: unknown }
  attempts: number
  isTest: boolean
}

const GONE = 410

/**
 * One attempt at one delivery. What comes next is written down together with what came of it, so a worker that dies in between sends
 * once more, and never forgets. Nothing is sent for what was delivered, switched off or deleted meanwhile.
 */
export async function deliver(
  sql: WorkerDatabase,
  settings: DeliverySettings,
  deliveryId: string,
  signal?: AbortSignal,
): Promise<'delivered' | 'failed' | 'nothing'> {
  const [row] = await sql<[{ opened: Opened | null }]>`
    select worker_open_delivery(${deliveryId}::uuid) as opened`
  if (!row.opened) return 'nothing'
  const { attempts, isTest } = row.opened
  const answer = await attempt(row.opened, settings, deliveryId, signal)
  const outcome = answer.failure === null ? 'delivered' : answer.status === GONE ? 'gone' : 'failed'
  const wait = isTest || answer.failure === 'secret' ? null : secondsUntilNext(attempts)
  await patiently(
    () => sql`
      select worker_close_delivery(${deliveryId}::uuid, ${outcome}, ${answer.status}::integer, ${answer.failure}, ${answer.text},
                                   ${answer.milliseconds}::integer, ${wait}::integer)`,
  )
  return outcome === 'delivered' ? 'delivered' : 'failed'
}

async function attempt(
  { webhookId, url, secrets, payload }: Opened,
  { appSecret, allowsPrivate, webhookTimeoutMs }: DeliverySettings,
  deliveryId: string,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const keys = opened(secrets, webhookId, appSecret)
  if (!keys) return { status: null, failure: 'secret', text: null, milliseconds: 0 }
  const { type, timestamp, data } = payload
  const body = JSON.stringify({ type, timestamp, data })
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Muster',
    ...signedHeaders({ id: messageId(deliveryId), at: new Date(), body }, keys),
  }
  return post({ url, headers, body, allowsPrivate, timeoutMs: webhookTimeoutMs, signal })
}

/** Under which a receiver knows a message through all its attempts and replays: `webhook-id`. */
export const messageId = (deliveryId: string) => `msg_${deliveryId}`

/** Null where they were sealed under another `APP_SECRET`. */
function opened(secrets: string[], webhookId: string, appSecret: string): string[] | null {
  try {
    return secrets.map((sealed) => openWebhookSecret(Buffer.from(sealed, 'base64'), webhookId, appSecret))
  } catch {
    return null
  }
}

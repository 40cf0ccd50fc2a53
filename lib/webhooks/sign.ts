import 'server-only'
import { createHmac } from 'node:crypto'
import { webhookKey } from './secret'

type Message = { id: string; at: Date; body: string }

/**
 * The headers by which a receiver knows a message (Standard Webhooks 1.0, "Webhook headers"). Several secrets give several signatures:
 * during a rotation the receiver may hold either.
 */
export function signedHeaders({ id, at, body }: Message, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const sign = (secret: string) =>
    `v1,${createHmac('sha256', webhookKey(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map(sign).join(' '),
  }
}

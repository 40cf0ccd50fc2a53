import 'server-only'
import { words } from '@/messages/words'
import type { Told, Words } from './event-sentence'

/** What follows the name of who did something to a webhook. */
export const webhookSentences: Record<string, (words: Words, told: Told) => string> = {
  'webhook.created': ({ whom }) => words('webhooks.events.created', { webhook: whom }),
  'webhook.updated': ({ whom }) => words('webhooks.events.updated', { webhook: whom }),
  'webhook.secretRotated': ({ whom }) => words('webhooks.events.secretRotated', { webhook: whom }),
  'webhook.enabled': ({ whom }) => words('webhooks.events.enabled', { webhook: whom }),
  'webhook.disabled': ({ whom }, { after }) =>
    words('webhooks.events.disabled', { webhook: whom, why: String(after?.why ?? 'admin') }),
  'webhook.deleted': ({ whom }) => words('webhooks.events.deleted', { webhook: whom }),
  'webhook.tested': ({ whom }) => words('webhooks.events.tested', { webhook: whom }),
  'webhook.replayed': ({ whom }, { after }) =>
    words('webhooks.events.replayed', { webhook: whom, count: Number(after?.count) || 1 }),
}

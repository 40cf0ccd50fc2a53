import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Connection } from '@/db/client'
import type { AuditEntry } from '@/lib/audit/entry'
import { command } from '@/lib/command'
import { env } from '@/lib/env'
import { conflict, invalid, notFound } from '@/lib/errors'
import { words } from '@/messages/words'
import { MAX_WEBHOOKS, OVERLAP_HOURS } from './limits'
import { CreateWebhookInput, SwitchWebhookInput, UpdateWebhookInput, WebhookInput } from './schemas'
import { makeWebhookSecret, sealWebhookSecret } from './secret'
import { isRefusedHost } from './targets'

/**
 * Adds a webhook, and gives the secret that signs what it sends: this once. Throws `invalid` naming `url` where the address may not be
 * sent to, `conflict` where there are as many as there may be.
 */
export const createWebhook = command({
  name: 'createWebhook',
  permission: 'webhook.manage',
  input: CreateWebhookInput,
  async run({ sql, input, account, person }) {
    guardTarget(input.url)
    const [id, secret] = [randomUUID(), makeWebhookSecret()]
    const sealed = sealWebhookSecret(secret, id, env.APP_SECRET)
    // Two at once are counted one after the other.
    await sql`select from organizations where org_id = ${account.id}::uuid for no key update`
    const [made] = await sql`
      insert into webhooks (id, org_id, url, description, events, secret, created_by)
      select ${id}::uuid, ${account.id}::uuid, ${input.url}, ${input.description}, ${eventsOf(input)}::text[], ${sealed}, ${person.id}::uuid
       where (select count(*) from webhooks where org_id = ${account.id}::uuid and deleted_at is null) < ${MAX_WEBHOOKS}
      returning id`
    if (!made) throw conflict(words('webhooks.said.tooMany', { most: MAX_WEBHOOKS }))
    const after = { url: hostOf(input.url), events: eventWordsOf(input) }
    return {
      result: { id, secret },
      audit: [{ event: 'webhook.created', target: targetOf({ id, ...input }), after }],
    }
  },
})

/** Changes where it goes, what it is for and what it tells. Throws `invalid` and `not_found`. */
export const updateWebhook = command({
  name: 'updateWebhook',
  permission: 'webhook.manage',
  input: UpdateWebhookInput,
  async run({ sql, input, account }) {
    guardTarget(input.url)
    const was = await lockWebhook(sql, account.id, input.webhookId)
    const now = { url: input.url, description: input.description, events: eventsOf(input) }
    const isSame =
      was.url === now.url && was.description === now.description && String(was.events) === String(now.events)
    const result = { id: was.id, name: nameOf(input) }
    if (isSame) return { result, audit: [] }
    await sql`
      update webhooks set url = ${now.url}, description = ${now.description}, events = ${now.events}::text[]
       where org_id = ${account.id}::uuid and id = ${was.id}::uuid`
    const entry: AuditEntry = {
      event: 'webhook.updated',
      target: targetOf({ id: was.id, ...input }),
      before: { url: hostOf(was.url), description: was.description, events: was.events.join(', ') },
      after: { url: hostOf(now.url), description: now.description, events: now.events.join(', ') },
    }
    return { result, audit: [entry] }
  },
})

/** Gives it another secret, which it shows this once. The one before signs beside it for a day, so that no delivery is refused meanwhile. */
export const rotateWebhookSecret = command({
  name: 'rotateWebhookSecret',
  permission: 'webhook.manage',
  input: WebhookInput,
  async run({ sql, input, account }) {
    const webhook = await lockWebhook(sql, account.id, input.webhookId)
    const secret = makeWebhookSecret()
    const sealed = sealWebhookSecret(secret, webhook.id, env.APP_SECRET)
    await sql`
      update webhooks set previous_secret = secret, previous_until = now() + make_interval(hours => ${OVERLAP_HOURS}), secret = ${sealed}
       where org_id = ${account.id}::uuid and id = ${webhook.id}::uuid`
    return {
      result: { id: webhook.id, secret },
      audit: [{ event: 'webhook.secretRotated', target: targetOf(webhook) }],
    }
  },
})

/** Switches it off, or on again. What was waiting while it was off has failed, and can be sent again. */
export const switchWebhook = command({
  name: 'switchWebhook',
  permission: 'webhook.manage',
  input: SwitchWebhookInput,
  async run({ sql, input, account }) {
    const webhook = await lockWebhook(sql, account.id, input.webhookId)
    const isOn = input.on === '1'
    const result = { id: webhook.id, name: nameOf(webhook), isOn }
    if (isOn === webhook.isOn) return { result, audit: [] }
    await sql`
      update webhooks set disabled_at = case when ${isOn} then null else now() end, disabled_why = case when ${isOn} then null else 'admin' end,
             failing_since = null
       where org_id = ${account.id}::uuid and id = ${webhook.id}::uuid`
    return {
      result,
      audit: [{ event: isOn ? 'webhook.enabled' : 'webhook.disabled', target: targetOf(webhook) }],
    }
  },
})

/** Deletes it, with its secret and its address; what it sent is kept for nobody and swept in time. Throws `not_found`. */
export const deleteWebhook = command({
  name: 'deleteWebhook',
  permission: 'webhook.manage',
  input: WebhookInput,
  async run({ sql, input, account }) {
    const webhook = await lockWebhook(sql, account.id, input.webhookId)
    await sql`
      update webhooks set deleted_at = now(), url = '', secret = '', previous_secret = null, previous_until = null
       where org_id = ${account.id}::uuid and id = ${webhook.id}::uuid`
    return {
      result: { name: nameOf(webhook) },
      audit: [{ event: 'webhook.deleted', target: targetOf(webhook) }],
    }
  },
})

/** A webhook as commands need it. */
export type Webhook = { id: string; url: string; description: string; events: string[]; isOn: boolean }

/** Its row, held until the change is over. Throws `not_found`. */
export async function lockWebhook(sql: Connection, orgId: string, id: string): Promise<Webhook> {
  const [row] = await sql<Webhook[]>`
    select id, url, description, events, disabled_at is null as "isOn" from webhooks
     where org_id = ${orgId}::uuid and id = ${id}::uuid and deleted_at is null for no key update`
  if (!row) throw notFound('webhook')
  return row
}

type Named = { id: string; url: string; description: string }

/** As the history names it. Addresses may hold secrets in their paths, so it says the host alone. */
export const targetOf = (webhook: Named) => ({ kind: 'webhook', id: webhook.id, name: nameOf(webhook) })
export const nameOf = ({ url, description }: Omit<Named, 'id'>) => description || hostOf(url)
const hostOf = (url: string) => new URL(url).host

type Chosen = { which: 'all' | 'chosen'; event: string[] }
const eventsOf = ({ which, event }: Chosen) => (which === 'all' ? [] : event)
const eventWordsOf = (chosen: Chosen) => eventsOf(chosen).join(', ')

function guardTarget(address: string): void {
  const url = new URL(address)
  const isAllowed = env.WEBHOOK_PRIVATE === 'allow'
  if (url.protocol !== 'https:' && !isAllowed) throw invalid({ url: words('webhooks.said.httpsOnly') })
  if (isRefusedHost(url.hostname, isAllowed)) throw invalid({ url: words('webhooks.said.private') })
}

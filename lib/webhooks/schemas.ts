import { z } from 'zod'
import { events } from '@/lib/audit/events'
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from '@/lib/page-sizes'
import { isStorable } from '@/lib/storable'
import { says } from '@/messages/words'
import { DELIVERY_STATES } from './states'

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

const WebhookId = z.uuid(says('webhooks.schemas.gone'))
const DeliveryId = z.uuid(says('webhooks.schemas.deliveryGone'))

/** Whether it may lead where it leads is asked in the command: that depends on the operator. */
const WebhookUrl = z
  .string()
  .trim()
  .max(2000, says('webhooks.schemas.urlTooLong'))
  .refine(isStorable, says('webhooks.schemas.urlNone'))
  .refine((url) => URL.canParse(url) && /^https?:\/\//i.test(url), says('webhooks.schemas.urlNone'))
  .refine(
    (url) => !URL.canParse(url) || isWithoutPassword(new URL(url)),
    says('webhooks.schemas.urlPassword'),
  )
  .transform((text) => {
    const url = new URL(text)
    url.hash = ''
    return url.href
  })

const isWithoutPassword = ({ username, password }: URL) => username === '' && password === ''

const Description = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .max(100, says('webhooks.schemas.descriptionTooLong'))
      .regex(/^[^\p{Cc}\p{Cf}\p{Co}]*$/u, says('webhooks.schemas.descriptionUnseen'))
      .refine(isStorable, says('webhooks.schemas.descriptionUnseen')),
  )
  .prefault('')

const known = new Set<string>(events)
const Events = z
  .preprocess(
    (value) => [value].flat().filter((name) => typeof name === 'string'),
    z.array(z.string()).max(500),
  )
  .transform((names) => [...new Set(names.filter((name) => known.has(name)))])
  .prefault([])

const fields = {
  url: WebhookUrl,
  description: Description,
  which: z.preprocess(one, z.enum(['all', 'chosen'], says('webhooks.schemas.which'))),
  event: Events,
}
type Which = { which: 'all' | 'chosen'; event: string[] }
const hasChosen = ({ which, event }: Which) => which === 'all' || event.length > 0
const NONE_CHOSEN = { ...says('webhooks.schemas.noneChosen'), path: ['which'] }

export const CreateWebhookInput = z.object(fields).refine(hasChosen, NONE_CHOSEN)
export const UpdateWebhookInput = z.object({ webhookId: WebhookId, ...fields }).refine(hasChosen, NONE_CHOSEN)
export const WebhookInput = z.object({ webhookId: WebhookId })
/** `1` on, `0` off. */
export const SwitchWebhookInput = z.object({ webhookId: WebhookId, on: z.enum(['0', '1']) })
export const ReplayDeliveryInput = z.object({ webhookId: WebhookId, deliveryId: DeliveryId })

export const REPLAY_SINCE = { hour: 1, day: 24, week: 24 * 7, all: 24 * 30 } as const
export const ReplayFailedInput = z.object({
  webhookId: WebhookId,
  since: z.preprocess(one, z.enum(['hour', 'day', 'week', 'all']).catch('day')),
})

const inAddress = z.preprocess(one, z.string().max(100).catch(''))
export const GetWebhookInput = z.object({ webhook: inAddress })
export const GetDeliveryInput = z.object({ webhook: inAddress, delivery: inAddress })
/** The address of a webhook's page. Whatever does not fit falls back to its default. */
export const DeliveriesSearch = z.object({
  webhook: inAddress,
  state: z.preprocess(one, z.enum(DELIVERY_STATES).optional().catch(undefined)),
  size: z.preprocess(
    (v) => Number(one(v)),
    z.union(PAGE_SIZES.map((n) => z.literal(n))).catch(DEFAULT_PAGE_SIZE),
  ),
  cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
})
export type DeliveriesSearch = z.output<typeof DeliveriesSearch>

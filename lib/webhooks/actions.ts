'use server'

import { action } from '@/lib/action'
import { words } from '@/messages/words'
import { createWebhook, deleteWebhook, rotateWebhookSecret, switchWebhook, updateWebhook } from './commands'
import { replayDelivery, replayFailed, testWebhook } from './sending'

const pathOf = (account: unknown, rest = '') => `/${encodeURIComponent(String(account))}/webhooks${rest}`

/** The form gives way to the secret, which is shown this once. */
export const createWebhookAction = action(createWebhook, { says: () => words('webhooks.said.created') })
export const rotateWebhookSecretAction = action(rotateWebhookSecret, {
  says: () => words('webhooks.said.rotated'),
})
export const updateWebhookAction = action(updateWebhook, {
  says: ({ name }) => words('webhooks.said.updated', { webhook: name }),
  goTo: ({ id }, { account }) => pathOf(account, `/${id}?saved=1`),
})
export const switchWebhookAction = action(switchWebhook, {
  says: ({ name, isOn }) => words(isOn ? 'webhooks.said.on' : 'webhooks.said.switchedOff', { webhook: name }),
})
/** To the list, which says so. */
export const deleteWebhookAction = action(deleteWebhook, {
  goTo: ({ name }, { account }) => pathOf(account, `?${new URLSearchParams({ deleted: name })}`),
})
/** To the delivery, where its fate appears. */
export const testWebhookAction = action(testWebhook, {
  goTo: ({ id, deliveryId }, { account }) => pathOf(account, `/${id}/deliveries/${deliveryId}`),
})
export const replayDeliveryAction = action(replayDelivery, {
  goTo: ({ id, deliveryId }, { account }) => pathOf(account, `/${id}/deliveries/${deliveryId}`),
})
export const replayFailedAction = action(replayFailed, {
  says: ({ count }) => words('webhooks.said.replayed', { count }),
})

import { words } from '@/messages/words'

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** Why an attempt failed. `status` and `redirect` were answers; `private`, `secret` and `off` were never sent. */
export const FAILURES = [
  'timeout',
  'name',
  'unreachable',
  'tls',
  'broken',
  'private',
  'redirect',
  'status',
  'secret',
  'off',
] as const
export type Failure = (typeof FAILURES)[number]

/** Why a webhook sends nothing any more. */
export type DisabledWhy = 'admin' | 'failing' | 'gone'

/** Why an attempt failed, for a person; a later version may have written what this one does not know. */
export function failureWords(failure: string | null, status: number | null): string {
  if (failure === 'status') return words('webhooks.failures.status', { status: String(status ?? '') })
  if (failure === 'redirect') return words('webhooks.failures.redirect', { status: String(status ?? '') })
  const known = FAILURES.find((name) => name === failure)
  return known ? words(`webhooks.failures.${known}`) : (failure ?? '')
}

/** How many webhooks an organization may have. */
export const MAX_WEBHOOKS = 20
/** How long the secret before a rotation signs too. */
export const OVERLAP_HOURS = 24
/** How long deliveries are kept; `worker_sweep` holds the same. */
export const KEPT_DAYS = 30
/** After so many days of nothing but failures a webhook is switched off; `worker_close_delivery` holds the same. */
export const FAILING_DAYS = 5
/** How many failed deliveries are sent again at once. */
export const MAX_REPLAYED = 10_000
/** What a test is called. It stands in no history, so no event has this name. */
export const TEST_EVENT = 'webhook.test'
/** What no webhook can be told: it has none yet, or sends nothing any more. */
export const NEVER_SENT: readonly string[] = [
  'organization.created',
  'organization.deleted',
  'organization.purged',
]

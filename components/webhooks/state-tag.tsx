import { CircleCheck, CircleSlash, CircleX, Clock3, RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryState } from '@/lib/webhooks/states'
import { words } from '@/messages/words'
import { Tag, type Tone } from '../ui/tag'

export const stateIcons = {
  on: CircleCheck,
  failing: TriangleAlert,
  off: CircleSlash,
  waiting: Clock3,
  retrying: RotateCw,
  delivered: CircleCheck,
  failed: CircleX,
}
type State = keyof typeof stateIcons

const tones: Record<State, Tone> = {
  on: 'success',
  failing: 'warning',
  off: 'default',
  waiting: 'default',
  retrying: 'warning',
  delivered: 'success',
  failed: 'danger',
}

/** How a webhook or a delivery stands. In a table the icon comes from its sheet. */
export function StateTag({ state, icon }: { state: State; icon?: ReactNode }) {
  const Icon = stateIcons[state]
  return (
    <Tag size="sm" tone={tones[state]} icon={icon ?? <Icon aria-hidden="true" />}>
      {words(`webhooks.states.${state}`)}
    </Tag>
  )
}

export const webhookState = (webhook: { disabledAt: string | null; failingSince: string | null }): State =>
  webhook.disabledAt ? 'off' : webhook.failingSince ? 'failing' : 'on'

/** One that has failed and is still to come is being tried again. */
export const deliveryState = (delivery: { state: DeliveryState; failure: string | null }): State =>
  delivery.state === 'waiting' && delivery.failure ? 'retrying' : delivery.state

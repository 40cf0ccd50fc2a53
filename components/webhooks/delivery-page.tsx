import type { DeliveryFound } from '@/lib/webhooks/queries'
import { failureWords } from '@/lib/webhooks/states'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { CopyButton } from '../ui/copy-button'
import { Copyable } from '../ui/copyable'
import { KeyValue, type KeyValueItem } from '../ui/key-value'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { FollowDelivery } from './follow-delivery'
import { webhookTitle } from './names'
import { deliveryState, StateTag } from './state-tag'
import { ReplayForm } from './webhook-forms'
import { deliveryTitle } from './webhook-page'

/** One delivery: what was sent, what came of it, and sending it again. */
export function DeliveryPage({ found }: { found: DeliveryFound }) {
  const { account, webhook, delivery } = found
  const path = `/${account.handle}/webhooks/${webhook.id}`
  const isUnderWay = delivery.state === 'waiting' && delivery.failure === null
  const at = { account: account.handle, webhookId: webhook.id }
  return (
    <div className="grid max-w-[820px] grid-cols-[minmax(0,1fr)] gap-4">
      <BackLink href={path}>{webhookTitle(webhook)}</BackLink>
      <PageHeader
        title={deliveryTitle(delivery.event)}
        action={
          webhook.disabledAt ? undefined : (
            <ReplayForm at={at} deliveryId={delivery.id} isWaiting={delivery.state === 'waiting'} />
          )
        }
      >
        <code>{delivery.event}</code> · <Time at={delivery.at} show="moment" />
      </PageHeader>
      {isUnderWay ? <FollowDelivery /> : null}
      <Card>
        <KeyValue items={factsOf(found)} />
      </Card>
      <Card title={words('webhooks.delivery.answer')} description={words('webhooks.delivery.answerText')}>
        {delivery.answer ? (
          <pre className="webhook-text">{delivery.answer}</pre>
        ) : (
          <p className="text-muted">{words('webhooks.delivery.nothing')}</p>
        )}
      </Card>
      <Card
        title={words('webhooks.delivery.body')}
        description={words('webhooks.delivery.bodyText')}
        action={<CopyButton value={delivery.body} what={words('webhooks.delivery.bodyWhat')} />}
      >
        <pre className="webhook-text">{delivery.body}</pre>
      </Card>
    </div>
  )
}

function factsOf({ account, delivery }: DeliveryFound): KeyValueItem[] {
  const { failure, status, nextAt, eventId, milliseconds, deliveredAt } = delivery
  const items: (KeyValueItem | null)[] = [
    { label: words('webhooks.deliveries.state'), value: <StateTag state={deliveryState(delivery)} /> },
    failure
      ? { label: words('webhooks.delivery.why'), value: failureWords(failure, status) }
      : status === null
        ? null
        : { label: words('webhooks.delivery.status'), value: String(status) },
    deliveredAt
      ? { label: words('webhooks.delivery.arrived'), value: <Time at={deliveredAt} show="moment" /> }
      : null,
    { label: words('webhooks.delivery.attempts'), value: String(delivery.attempts) },
    milliseconds === null
      ? null
      : {
          label: words('webhooks.delivery.took'),
          value: words('webhooks.deliveries.milliseconds', { ms: milliseconds }),
        },
    nextAt && failure
      ? {
          label: words('webhooks.delivery.next'),
          value: (
            <span>
              <Time at={nextAt} /> (<Time at={nextAt} show="moment" />)
            </span>
          ),
        }
      : null,
    {
      label: words('webhooks.delivery.messageId'),
      value: <Copyable value={delivery.messageId} what={words('webhooks.delivery.messageIdWhat')} />,
    },
    eventId
      ? {
          label: words('webhooks.delivery.entry'),
          value: (
            <Link className="text-link" href={`/${account.handle}/audit/e${eventId}`}>
              {words('webhooks.delivery.openEntry')}
            </Link>
          ),
        }
      : null,
  ]
  return items.filter((item) => item !== null)
}

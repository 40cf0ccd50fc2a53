import { eventWords } from '@/lib/audit/events'
import { TEST_EVENT } from '@/lib/webhooks/limits'
import type { DeliveryList } from '@/lib/webhooks/queries'
import { dateWords } from '@/messages/dates'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { KeyValue } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { DeliveriesTable } from './deliveries-table'
import { webhookTitle } from './names'
import { StateTag, webhookState } from './state-tag'
import { ReplayFailedForm, SwitchForm, TestForm } from './webhook-forms'

type Shown = DeliveryList['webhook']

/** A webhook: how it stands, and what it sent. */
export function WebhookPage({ list, isSaved }: { list: DeliveryList; isSaved: boolean }) {
  const { webhook, account, rows, search, previous, next, failed } = list
  const path = `/${account.handle}/webhooks/${webhook.id}`
  const at = { account: account.handle, webhookId: webhook.id }
  const isOn = webhook.disabledAt === null
  return (
    <>
      <BackLink href={`/${account.handle}/webhooks`}>{words('webhooks.page.back')}</BackLink>
      <PageHeader
        title={<span className="wrap-anywhere">{webhookTitle(webhook)}</span>}
        action={
          <div className="flex flex-wrap gap-2">
            <LinkButton href={`${path}/edit`}>{words('webhooks.page.edit')}</LinkButton>
            {isOn ? <TestForm at={at} /> : null}
          </div>
        }
      />
      {isSaved ? <Notice tone="success" role="status" title={words('webhooks.page.saved')} /> : null}
      <Standing webhook={webhook} at={at} />
      <Card title={words('webhooks.page.details')}>
        <Details webhook={webhook} />
      </Card>
      <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <div className="webhook-deliveries">
          <div className="min-w-0">
            <h2 className="text-[15px] leading-5 font-semibold">{words('webhooks.page.deliveries')}</h2>
            <p className="text-muted">{words('webhooks.page.deliveriesText')}</p>
          </div>
          {isOn && failed.count > 0 ? <ReplayFailedForm at={at} /> : null}
        </div>
        <DeliveriesTable
          rows={rows.map((row) => ({ ...row, said: deliveryTitle(row.event) }))}
          url={{ path, params: { state: search.state, size: String(search.size), cursor: search.cursor } }}
          size={search.size}
          previous={previous}
          next={next}
        />
      </section>
    </>
  )
}

export const deliveryTitle = (event: string) =>
  event === TEST_EVENT ? words('webhooks.deliveries.test') : eventWords(event)

/** What is not as it should be, and what to do. */
function Standing({ webhook, at }: { webhook: Shown; at: { account: string; webhookId: string } }) {
  const { disabledAt, disabledWhy, failingSince } = webhook
  if (disabledAt) {
    const isOurs = disabledWhy === 'failing' || disabledWhy === 'gone'
    return (
      <Notice
        tone={isOurs ? 'danger' : 'warning'}
        title={words(
          disabledWhy === 'failing'
            ? 'webhooks.page.offFailing'
            : disabledWhy === 'gone'
              ? 'webhooks.page.offGone'
              : 'webhooks.page.offAdmin',
        )}
        action={<SwitchForm at={at} isOn={false} />}
      >
        {words(isOurs ? 'webhooks.page.offByUsText' : 'webhooks.page.offAdminText')}
      </Notice>
    )
  }
  return failingSince ? (
    <Notice
      tone="warning"
      title={words('webhooks.page.failing', { since: dateWords(new Date(failingSince), 'moment') })}
    >
      {words('webhooks.page.failingText')}
    </Notice>
  ) : null
}

function Details({ webhook }: { webhook: Shown }) {
  const { id, url, events, createdAt, previousUntil } = webhook
  return (
    <KeyValue
      items={[
        {
          label: words('webhooks.page.state'),
          value: <StateTag state={webhookState(webhook)} />,
        },
        {
          label: words('webhooks.page.url'),
          value: <Copyable value={url} what={words('webhooks.page.urlWhat')} />,
        },
        {
          label: words('webhooks.page.events'),
          value: events.length === 0 ? words('webhooks.list.all') : events.map(eventWords).join(', '),
        },
        { label: words('webhooks.page.added'), value: <Time at={createdAt} show="date" /> },
        {
          label: words('webhooks.page.id'),
          value: <Copyable value={id} what={words('webhooks.page.idWhat')} />,
        },
        ...(previousUntil
          ? [
              {
                label: words('webhooks.secret.label'),
                value: words('webhooks.page.overlap', {
                  until: dateWords(new Date(previousUntil), 'moment'),
                }),
              },
            ]
          : []),
      ]}
    />
  )
}

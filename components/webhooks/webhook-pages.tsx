import { eventsFor } from '@/lib/audit/choices'
import { eventWords } from '@/lib/audit/events'
import { NEVER_SENT } from '@/lib/webhooks/limits'
import type { WebhookFound } from '@/lib/webhooks/queries'
import { dateWords } from '@/messages/dates'
import { words } from '@/messages/words'
import type { EventGroup } from '../audit/audit-filters'
import { groupLabel } from '../audit/labels'
import { BackLink } from '../ui/back-link'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { hostOf, webhookTitle } from './names'
import { CreateWebhookForm, EditWebhookForm } from './webhook-form'
import { DeleteWebhookForm, RotateSecretForm, SwitchForm } from './webhook-forms'

/** "Add Webhook" as a page. */
export function NewWebhook({ account, allowsPrivate }: { account: string; allowsPrivate: boolean }) {
  return (
    <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4">
      <BackLink href={`/${account}/webhooks`}>{words('webhooks.page.back')}</BackLink>
      <PageHeader title={words('webhooks.form.newTitle')}>{words('webhooks.form.newIntro')}</PageHeader>
      <Card>
        <CreateWebhookForm account={account} allowsPrivate={allowsPrivate} groups={groups()} />
      </Card>
    </div>
  )
}

/** Everything that can be changed of a webhook. */
export function EditWebhook({ found: { account, webhook, allowsPrivate } }: { found: WebhookFound }) {
  const path = `/${account.handle}/webhooks/${webhook.id}`
  const at = { account: account.handle, webhookId: webhook.id }
  const isOn = webhook.disabledAt === null
  return (
    <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4">
      <BackLink href={path}>{webhookTitle(webhook)}</BackLink>
      <PageHeader title={words('webhooks.edit.title', { webhook: webhookTitle(webhook) })} />
      <Card>
        <EditWebhookForm
          account={account.handle}
          webhook={webhook}
          allowsPrivate={allowsPrivate}
          groups={groups()}
        />
      </Card>
      <Card
        title={words('webhooks.edit.rotateTitle')}
        description={
          webhook.previousUntil
            ? words('webhooks.edit.rotateAgain', {
                until: dateWords(new Date(webhook.previousUntil), 'moment'),
              })
            : words('webhooks.edit.rotateText')
        }
      >
        <RotateSecretForm at={at} />
      </Card>
      <Card
        title={words(isOn ? 'webhooks.edit.switchTitle' : 'webhooks.edit.switchOnTitle')}
        description={words(isOn ? 'webhooks.edit.switchText' : 'webhooks.edit.switchOnText')}
      >
        <SwitchForm at={at} isOn={isOn} />
      </Card>
      <Card title={words('webhooks.edit.deleteTitle')} description={words('webhooks.edit.deleteText')}>
        <LinkButton href={`${path}/delete`} variant="danger-soft">
          {words('webhooks.edit.delete')}
        </LinkButton>
      </Card>
    </div>
  )
}

/** The question before a webhook is deleted. */
export function DeleteWebhook({ found: { account, webhook } }: { found: WebhookFound }) {
  const path = `/${account.handle}/webhooks/${webhook.id}`
  const title = webhookTitle(webhook)
  return (
    <div className="grid max-w-[640px] grid-cols-[minmax(0,1fr)] gap-4">
      <BackLink href={path}>{title}</BackLink>
      <PageHeader title={words('webhooks.delete.title', { webhook: title })} />
      <Card>
        <DeleteWebhookForm
          at={{ account: account.handle, webhookId: webhook.id }}
          title={title}
          host={hostOf(webhook.url)}
          cancelHref={`${path}/edit`}
        />
      </Card>
    </div>
  )
}

const groups = (): EventGroup[] =>
  [...eventsFor('organization')].map(([group, names]) => ({
    label: groupLabel(group),
    events: names
      .filter((name) => !NEVER_SENT.includes(name))
      .map((name) => ({ value: name, label: eventWords(name) })),
  }))

'use client'

import { createWebhookAction, updateWebhookAction } from '@/lib/webhooks/actions'
import { words } from '@/messages/words'
import type { EventGroup } from '../audit/audit-filters'
import { Form } from '../ui/form'
import { useField } from '../ui/form-context'
import { RadioCards } from '../ui/radio-cards'
import { TextField } from '../ui/text-field'
import { SecretOnce } from './secret-once'

type Offered = { groups: EventGroup[]; allowsPrivate: boolean }

/** "Add Webhook"; once that is done its secret stands in place of the form. */
export function CreateWebhookForm({ account, ...offered }: Offered & { account: string }) {
  return (
    <Form
      action={createWebhookAction}
      hidden={{ account }}
      submit={words('webhooks.form.add')}
      done={({ id, secret }) => <SecretOnce secret={secret} openHref={`/${account}/webhooks/${id}`} />}
    >
      <Fields {...offered} url="" description="" events={[]} />
    </Form>
  )
}

type EditProps = Offered & {
  account: string
  webhook: { id: string; url: string; description: string; events: string[] }
}

/** What can be changed of a webhook; what it is called, where it goes, what it tells. */
export function EditWebhookForm({ account, webhook, ...offered }: EditProps) {
  return (
    <Form
      action={updateWebhookAction}
      hidden={{ account, webhookId: webhook.id }}
      submit={words('webhooks.form.save')}
    >
      <Fields {...offered} {...webhook} />
    </Form>
  )
}

type FieldsProps = Offered & { url: string; description: string; events: string[] }

function Fields({ groups, allowsPrivate, url, description, events }: FieldsProps) {
  return (
    <>
      <TextField
        name="url"
        type="url"
        inputMode="url"
        label={words('webhooks.form.url')}
        description={words(allowsPrivate ? 'webhooks.form.urlTextPrivate' : 'webhooks.form.urlText')}
        defaultValue={url}
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
      />
      <TextField
        name="description"
        label={words('webhooks.form.description')}
        description={words('webhooks.form.descriptionText')}
        defaultValue={description}
        autoComplete="off"
        maxLength={100}
        isOptional
      />
      <div className="webhook-events">
        <RadioCards
          name="which"
          legend={words('webhooks.form.which')}
          defaultValue={events.length > 0 ? 'chosen' : 'all'}
          options={[
            {
              value: 'all',
              label: words('webhooks.form.all'),
              description: words('webhooks.form.allText'),
            },
            {
              value: 'chosen',
              label: words('webhooks.form.chosen'),
              description: words('webhooks.form.chosenText'),
            },
          ]}
        />
        <EventBoxes groups={groups} chosen={events} />
      </div>
    </>
  )
}

/** Every event with its words, by what it happens to. Hidden by the style sheet while all are chosen. */
function EventBoxes({ groups, chosen }: { groups: EventGroup[]; chosen: string[] }) {
  const { typed, round } = useField('event')
  const ticked = typed === undefined && round === 0 ? chosen : [typed ?? []].flat()
  return (
    <div key={round} className="webhook-events__groups">
      {groups.map(({ label, events }) => (
        <fieldset key={label}>
          <legend>{label}</legend>
          {events.map(({ value, label: said }) => (
            <label key={value}>
              <input type="checkbox" name="event" value={value} defaultChecked={ticked.includes(value)} />
              <span className="min-w-0">{said}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  )
}

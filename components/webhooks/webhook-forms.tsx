'use client'

import { RotateCw, Send } from 'lucide-react'
import {
  deleteWebhookAction,
  replayDeliveryAction,
  replayFailedAction,
  rotateWebhookSecretAction,
  switchWebhookAction,
  testWebhookAction,
} from '@/lib/webhooks/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'
import { SecretOnce } from './secret-once'

type At = { account: string; webhookId: string }

/** Leads on to the delivery, where its fate appears. */
export function TestForm({ at }: { at: At }) {
  return (
    <Form action={testWebhookAction} hidden={at}>
      <SubmitButton variant="primary" icon={<Send aria-hidden="true" />}>
        {words('webhooks.page.test')}
      </SubmitButton>
    </Form>
  )
}

export function SwitchForm({ at, isOn }: { at: At; isOn: boolean }) {
  return (
    <Form
      key={String(isOn)}
      action={switchWebhookAction}
      hidden={{ ...at, on: isOn ? '0' : '1' }}
      submit={words(isOn ? 'webhooks.page.switchOff' : 'webhooks.page.switchOn')}
      submitVariant="secondary"
    />
  )
}

/** The new secret takes the place of the button. */
export function RotateSecretForm({ at }: { at: At }) {
  return (
    <Form
      action={rotateWebhookSecretAction}
      hidden={at}
      submit={words('webhooks.edit.rotate')}
      submitVariant="secondary"
      done={({ secret }) => <SecretOnce secret={secret} />}
    />
  )
}

type DeleteProps = { at: At; title: string; host: string; cancelHref: string }

export function DeleteWebhookForm({ at, title, host, cancelHref }: DeleteProps) {
  return (
    <ConfirmForm
      action={deleteWebhookAction}
      hidden={at}
      confirm={words('webhooks.delete.confirm', { webhook: title })}
      cancelHref={cancelHref}
    >
      {words('webhooks.delete.text', { host })}
    </ConfirmForm>
  )
}

export function ReplayForm({
  at,
  deliveryId,
  isWaiting,
}: {
  at: At
  deliveryId: string
  isWaiting: boolean
}) {
  return (
    <Form action={replayDeliveryAction} hidden={{ ...at, deliveryId }}>
      <SubmitButton variant="primary" icon={<RotateCw aria-hidden="true" />}>
        {words(isWaiting ? 'webhooks.delivery.now' : 'webhooks.delivery.again')}
      </SubmitButton>
    </Form>
  )
}

/** Sends all again that failed since a moment that is chosen beside the button. */
export function ReplayFailedForm({ at }: { at: At }) {
  const choices = [
    ['hour', words('webhooks.page.hour')],
    ['day', words('webhooks.page.day')],
    ['week', words('webhooks.page.week')],
    ['all', words('webhooks.page.allTime')],
  ] as const
  return (
    <Form action={replayFailedAction} hidden={at} className="webhook-replay" showsMessage>
      <select
        name="since"
        aria-label={words('webhooks.page.since')}
        defaultValue="day"
        className="input select-native"
      >
        {choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <SubmitButton icon={<RotateCw aria-hidden="true" />}>{words('webhooks.page.replay')}</SubmitButton>
    </Form>
  )
}

'use client'

import { pinAppAction, starAppAction } from '@/lib/apps/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'

type MarkFormProps = { account: string; app: string; kind: 'pin' | 'star'; isOn: boolean }

/** Puts a pin or a star on an app, or takes it off, also without JavaScript. */
export function MarkForm({ account, app, kind, isOn }: MarkFormProps) {
  return (
    <Form
      action={kind === 'pin' ? pinAppAction : starAppAction}
      hidden={{ account, app, on: isOn ? '0' : '1' }}
      submit={words(`apps.menu.${isOn ? (kind === 'pin' ? 'unpin' : 'unstar') : kind}`)}
      submitVariant="secondary"
    />
  )
}

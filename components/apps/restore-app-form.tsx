'use client'

import { restoreAppAction } from '@/lib/apps/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'

/** Brings an app back as it was. */
export function RestoreAppForm({ account, app }: { account: string; app: { id: string; name: string } }) {
  return (
    <Form
      action={restoreAppAction}
      hidden={{ account, appId: app.id }}
      submit={words('apps.deleted.restore', { app: app.name })}
      submitVariant="secondary"
    />
  )
}

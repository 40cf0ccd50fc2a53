'use client'

import { restoreAppAction } from '@/lib/apps/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { TextField } from '../ui/text-field'

type RestoreAppFormProps = {
  account: string
  app: { id: string; name: string; handle: string }
  isIdTaken: boolean
}

/** Brings an app back, under another ID where its own was taken meanwhile. */
export function RestoreAppForm({ account, app, isIdTaken }: RestoreAppFormProps) {
  return (
    <Form
      action={restoreAppAction}
      hidden={{ account, appId: app.id }}
      submit={words('apps.deleted.restore', { app: app.name })}
      submitVariant="secondary"
    >
      {isIdTaken ? (
        <TextField
          name="handle"
          label={words('apps.deleted.newId')}
          description={words('apps.deleted.idTaken', { id: app.handle })}
          defaultValue={`${app.handle.slice(0, 35)}-2`}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          isMono
        />
      ) : null}
    </Form>
  )
}

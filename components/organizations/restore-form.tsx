'use client'

import { restoreOrganizationAction } from '@/lib/organizations/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { TextField } from '../ui/text-field'

type RestoreFormProps = { organizationId: string; organization: string; isNameTaken: boolean }

/** Brings an organization back, under another name where its own was taken meanwhile. */
export function RestoreForm({ organizationId, organization, isNameTaken }: RestoreFormProps) {
  return (
    <Form
      action={restoreOrganizationAction}
      hidden={{ account: 'me', organizationId }}
      submit={words('settings.deletedPage.restore', { organization })}
    >
      {isNameTaken ? (
        <TextField
          name="name"
          label={words('settings.deletedPage.name')}
          description={words('settings.deletedPage.nameTaken', { organization })}
          defaultValue={organization}
          maxLength={80}
        />
      ) : null}
    </Form>
  )
}

'use client'

import { transferAppAction } from '@/lib/app-settings/actions'
import type { Destination } from '@/lib/app-settings/transfer'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { Link } from '../ui/link'
import { RadioCards } from '../ui/radio-cards'
import { TextField } from '../ui/text-field'
import { SelectField } from './select-field'

type TransferFormProps = {
  at: { account: string; app: string }
  name: string
  destinations: Destination[]
  hasCollaborators: boolean
  cancelHref: string
}

/** Where to, under which name and ID, and what becomes of the collaborators. */
export function TransferForm({ at, name, destinations, hasCollaborators, cancelHref }: TransferFormProps) {
  return (
    <Form
      action={transferAppAction}
      hidden={at}
      submit={words('appSettings.transfer.confirm', { app: name })}
      submitVariant="danger"
      aside={
        <Link href={cancelHref} className="button button--md button--outline">
          {words('ui.confirmForm.cancel')}
        </Link>
      }
    >
      <SelectField
        name="to"
        label={words('appSettings.transfer.to')}
        description={words('appSettings.transfer.toHint')}
        options={[
          { value: '', label: words('appSettings.transfer.choose') },
          ...destinations.map(({ handle, name: label, kind }) => ({
            value: handle,
            label:
              kind === 'user' ? words('appSettings.transfer.own', { name: label }) : `${label} (${handle})`,
          })),
        ]}
      />
      <TextField
        name="name"
        label={words('appSettings.details.name')}
        defaultValue={name}
        autoComplete="off"
        maxLength={80}
      />
      <TextField
        name="handle"
        label={words('appSettings.id.title')}
        description={words('appSettings.transfer.handleHint')}
        defaultValue={at.app}
        isMono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
      />
      {hasCollaborators ? (
        <RadioCards
          name="collaborators"
          legend={words('appSettings.transfer.collaboratorsLegend')}
          defaultValue="keep"
          options={(['keep', 'end'] as const).map((value) => ({
            value,
            label: words(`appSettings.transfer.${value}.label`),
            description: words(`appSettings.transfer.${value}.description`),
          }))}
        />
      ) : null}
      <TextField
        name="confirmation"
        label={words('ui.confirmForm.typeToConfirm', { typeToConfirm: at.app })}
        autoComplete="off"
        isMono
      />
    </Form>
  )
}

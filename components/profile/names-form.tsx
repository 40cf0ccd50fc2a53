'use client'

import { updateNamesAction } from '@/lib/profile/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { TextField } from '../ui/text-field'
import { toast } from '../ui/toast'

type NamesFormProps = { account: string; firstName: string; lastName: string }

/** Names, as they stand everywhere. */
export function NamesForm({ account, firstName, lastName }: NamesFormProps) {
  return (
    <Form
      action={updateNamesAction}
      hidden={{ account }}
      submit={words('profile.save')}
      onSuccess={() => toast({ title: words('profile.saved'), tone: 'success' })}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="firstName"
          label={words('profile.firstName')}
          autoComplete="given-name"
          maxLength={60}
          defaultValue={firstName}
        />
        <TextField
          name="lastName"
          label={words('profile.lastName')}
          autoComplete="family-name"
          maxLength={60}
          defaultValue={lastName}
        />
      </div>
    </Form>
  )
}

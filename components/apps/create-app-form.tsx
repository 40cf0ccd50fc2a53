'use client'

import { createAppAction } from '@/lib/apps/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { Textarea } from '../ui/textarea'
import { LanguageField } from './language-field'
import { AppNameAndId } from './name-and-id'

/** "Create an App", in the account that the viewer acts in. */
export function CreateAppForm({ account }: { account: string }) {
  return (
    <Form action={createAppAction} hidden={{ account }} submit={words('apps.create.confirm')}>
      <AppNameAndId account={account} />
      <Textarea
        name="description"
        label={words('apps.create.description')}
        description={words('apps.create.descriptionHint')}
        rows={3}
        maxLength={300}
        isOptional
      />
      <LanguageField />
    </Form>
  )
}

'use client'

import { draftInvitationsAction } from '@/lib/invitation-batches/actions'
import { MAX_LINES } from '@/lib/invitation-batches/schemas'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { RadioCards } from '../ui/radio-cards'
import { Textarea } from '../ui/textarea'
import { FileField } from './file-field'
import { RoleSelect } from './role-select'

/** A list of people to invite, pasted or as a file. What is refused comes back as it was typed. */
export function PasteForm({ account }: { account: string }) {
  return (
    <Form action={draftInvitationsAction} hidden={{ account }} submit={words('batches.paste.submit')}>
      <Textarea
        name="text"
        label={words('batches.paste.list')}
        rows={10}
        required={false}
        className="font-mono text-[13px]"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        placeholder={words('batches.paste.listExample')}
        description={words('batches.paste.listHint', { most: MAX_LINES })}
      />
      <FileField
        name="file"
        label={words('batches.paste.file')}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        isOptional
        description={words('batches.paste.fileHint')}
      />
      <RoleSelect name="role" label={words('batches.paste.role')} defaultValue="team_contributor" />
      <RadioCards
        name="again"
        legend={words('batches.paste.again')}
        defaultValue="no"
        options={[
          {
            value: 'no',
            label: words('batches.paste.againNo'),
            description: words('batches.paste.againNoHint'),
          },
          {
            value: 'yes',
            label: words('batches.paste.againYes'),
            description: words('batches.paste.againYesHint'),
          },
        ]}
      />
    </Form>
  )
}

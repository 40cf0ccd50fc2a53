'use client'

import { useState } from 'react'
import { inviteMembersAction } from '@/lib/invitations/actions'
import { RoleCards } from '../members/role-cards'
import { Form } from '../ui/form'
import { Textarea } from '../ui/textarea'
import { InviteResults } from './invite-results'

type InviteFormProps = { account: string; isMailConfigured: boolean }

/** One or many addresses and a role; then what became of each. What could not be invited can be corrected and sent again. */
export function InviteForm({ account, isMailConfigured }: InviteFormProps) {
  const [attempt, setAttempt] = useState({ round: 0, emails: '' })
  const again = (emails: string[]) => setAttempt({ round: attempt.round + 1, emails: emails.join('\n') })
  return (
    <Form
      key={attempt.round}
      action={inviteMembersAction}
      hidden={{ account }}
      submit="Confirm"
      done={({ results }) => (
        <InviteResults
          account={account}
          results={results}
          isMailConfigured={isMailConfigured}
          onAgain={again}
        />
      )}
    >
      <Textarea
        name="emails"
        label="Email addresses"
        rows={3}
        defaultValue={attempt.emails}
        autoCapitalize="none"
        spellCheck={false}
        placeholder={'lena@example.com\nomar@example.com'}
        description="One or many, separated by lines, spaces or commas. Pasting a column of a table works."
      />
      <RoleCards legend="Role" defaultValue="team_contributor" />
    </Form>
  )
}

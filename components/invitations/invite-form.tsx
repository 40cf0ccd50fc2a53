'use client'

import { useState } from 'react'
import { pastePath } from '@/lib/invitation-batches/paths'
import { inviteMembersAction } from '@/lib/invitations/actions'
import type { Candidates } from '@/lib/teams/candidates'
import { words } from '@/messages/words'
import { RoleCards } from '../members/role-cards'
import { TeamsField } from '../teams/teams-field'
import { Form } from '../ui/form'
import { Link } from '../ui/link'
import { Textarea } from '../ui/textarea'
import { InviteResults } from './invite-results'

type InviteFormProps = {
  account: string
  isMailConfigured: boolean
  /** Addresses that stand there already. */
  emails?: string
  /** On a page: the first teams there are, so that they can be chosen without JavaScript. */
  teams?: Candidates
}

/** One or many addresses and a role; then what became of each. What could not be invited can be corrected and sent again. */
export function InviteForm({ account, isMailConfigured, emails = '', teams }: InviteFormProps) {
  const [attempt, setAttempt] = useState({ round: 0, emails })
  const again = (emails: string[]) => setAttempt({ round: attempt.round + 1, emails: emails.join('\n') })
  return (
    <Form
      key={attempt.round}
      action={inviteMembersAction}
      hidden={{ account }}
      submit={words('invitations.inviteForm.confirm')}
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
        label={words('invitations.inviteForm.emailAddresses')}
        rows={3}
        defaultValue={attempt.emails}
        autoCapitalize="none"
        spellCheck={false}
        placeholder={'lena@example.com\nomar@example.com'}
        description={words('invitations.inviteForm.oneOrManySeparatedByLines')}
      />
      <p>
        <Link className="text-link" href={pastePath(account)}>
          {words('batches.paste.many')}
        </Link>
      </p>
      <RoleCards legend={words('invitations.inviteForm.role')} defaultValue="team_contributor" />
      <TeamsField account={account} initial={teams} />
    </Form>
  )
}

'use client'

import { removeMemberAction } from '@/lib/members/actions'
import { ConfirmForm } from '../ui/confirm-form'
import type { MemberRow } from './member-row'

type RemoveFormProps = {
  account: string
  organization: string
  member: Pick<MemberRow, 'id' | 'name' | 'teams'>
  cancelHref?: string
  onSuccess?: () => void
}

/** The question before a member is removed, saying whom and what ends with it. */
export function RemoveForm({ account, organization, member, cancelHref, onSuccess }: RemoveFormProps) {
  const { id, name, teams } = member
  return (
    <ConfirmForm
      action={removeMemberAction}
      hidden={{ account, memberId: id ?? '' }}
      confirm={`Remove ${name}`}
      cancelHref={cancelHref}
      onSuccess={onSuccess}
    >
      <p>
        {name} will lose access to {organization} at their next click
        {teams.length > 0 ? `, and leave ${teamWords(teams)}` : ''}. Invitations that they sent and nobody has
        answered end as well. What they made stays.
      </p>
    </ConfirmForm>
  )
}

function teamWords(teams: MemberRow['teams']): string {
  const names = teams.map((team) => team.name)
  if (names.length === 1) return `the team ${names[0]}`
  return names.length <= 3
    ? `the teams ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
    : `${names.length} teams`
}

'use client'

import { removeMemberAction } from '@/lib/members/actions'
import { reader, writtenIn } from '@/messages/reader'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'
import type { MemberRow } from './member-row'

type RemoveFormProps = {
  account: string
  organization: string
  member: Pick<MemberRow, 'id' | 'name' | 'teams'>
  cancelHref?: string
  onSuccess?: (removal: { name: string; change: string }) => void
}

/** The question before a member is removed, saying whom and what ends with it. */
export function RemoveForm({ account, organization, member, cancelHref, onSuccess }: RemoveFormProps) {
  const { id, name, teams } = member
  return (
    <ConfirmForm
      action={removeMemberAction}
      hidden={{ account, memberId: id ?? '', ...(cancelHref ? { next: 'list' } : {}) }}
      confirm={words('members.removeForm.remove', { name })}
      cancelHref={cancelHref}
      onSuccess={onSuccess}
    >
      <p>{whatEnds(name, organization, teams)}</p>
    </ConfirmForm>
  )
}

function whatEnds(name: string, organization: string, teams: MemberRow['teams']): string {
  const names = teams.map((team) => team.name)
  if (names.length === 0) return words('members.removeForm.ends', { name, organization })
  if (names.length > SHOWN_TEAMS)
    return words('members.removeForm.endsWithManyTeams', { name, organization, count: names.length })
  const list = new Intl.ListFormat(writtenIn(reader().locale)).format(names)
  return words('members.removeForm.endsWithTeams', { name, organization, count: names.length, teams: list })
}

const SHOWN_TEAMS = 3

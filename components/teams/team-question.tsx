'use client'

import type { ReactNode } from 'react'
import { deleteTeamAction, updateTeamAction } from '@/lib/teams/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'

type QuestionProps = {
  account: string
  teamId: string
  team: string
  cancelHref: string
  children: ReactNode
}

export function DeleteTeamForm({ account, teamId, team, cancelHref, children }: QuestionProps) {
  return (
    <ConfirmForm
      action={deleteTeamAction}
      hidden={{ account, teamId }}
      confirm={words('teams.delete.confirm', { team })}
      cancelHref={cancelHref}
    >
      {children}
    </ConfirmForm>
  )
}

/** Restricts a team, or lifts it. */
export function RestrictTeamForm({ account, teamId, isRestricted, cancelHref, children }: RestrictProps) {
  return (
    <ConfirmForm
      action={updateTeamAction}
      hidden={{ account, teamId, restricted: isRestricted ? '0' : '1', next: 'team' }}
      confirm={words(isRestricted ? 'teams.restrict.lift' : 'teams.restrict.confirm')}
      tone={isRestricted ? 'primary' : 'danger'}
      cancelHref={cancelHref}
    >
      {children}
    </ConfirmForm>
  )
}
type RestrictProps = Omit<QuestionProps, 'team'> & { isRestricted: boolean }

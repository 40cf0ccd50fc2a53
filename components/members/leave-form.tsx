'use client'

import { leaveOrganizationAction } from '@/lib/members/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'

type LeaveFormProps = { account: string; organization: string; teams: number; cancelHref?: string }

/** The question before somebody leaves, saying what ends with it. */
export function LeaveForm({ account, organization, teams, cancelHref }: LeaveFormProps) {
  return (
    <ConfirmForm
      action={leaveOrganizationAction}
      hidden={{ account }}
      confirm={words('members.leaveForm.leave', { organization })}
      cancelHref={cancelHref}
    >
      <p>{words('members.leaveForm.whatEnds', { organization, teams })}</p>
    </ConfirmForm>
  )
}

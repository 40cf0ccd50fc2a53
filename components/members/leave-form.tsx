'use client'

import { leaveOrganizationAction } from '@/lib/members/actions'
import { ConfirmForm } from '../ui/confirm-form'

type LeaveFormProps = { account: string; organization: string; teams: number; cancelHref?: string }

/** The question before somebody leaves, saying what ends with it. */
export function LeaveForm({ account, organization, teams, cancelHref }: LeaveFormProps) {
  return (
    <ConfirmForm
      action={leaveOrganizationAction}
      hidden={{ account }}
      confirm={`Leave ${organization}`}
      cancelHref={cancelHref}
    >
      <p>
        You will lose access to {organization} at once
        {teams > 0 ? ` and leave ${teams === 1 ? 'your team' : `your ${teams} teams`} there` : ''}.
        Invitations that you sent and nobody has answered end as well. To come back, an Admin has to invite
        you again.
      </p>
    </ConfirmForm>
  )
}

'use client'

import { leaveAppAction } from '@/lib/collaborations/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'

type LeaveAppFormProps = { account: string; id: string; app: string; owner: string; says: string }

/** The question before somebody leaves an app, saying what ends with it. */
export function LeaveAppForm({ account, id, app, owner, says }: LeaveAppFormProps) {
  return (
    <ConfirmForm
      action={leaveAppAction}
      hidden={{ account, collaborationId: id }}
      confirm={words('collaborations.leave.confirm', { app })}
      cancelHref={`/${account}/collaborations`}
    >
      <p>{words('collaborations.leave.what', { app, owner, says })}</p>
      <p>{words('collaborations.leave.shares')}</p>
      <p>{words('collaborations.leave.again')}</p>
    </ConfirmForm>
  )
}

'use client'

import { restoreToTeamAction } from '@/lib/teams/actions'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'
import { toast } from '../ui/toast'

type RestoreFormProps = { account: string; teamId: string; change: string }

/** A button that takes back what one change ended in a team. Works without JavaScript. */
export function RestoreForm({ account, teamId, change }: RestoreFormProps) {
  return (
    <Form action={restoreToTeamAction} hidden={{ account, teamId, change, next: 'team' }}>
      <SubmitButton size="sm">{words('teams.undo')}</SubmitButton>
    </Form>
  )
}

/** Says what was taken out of a team, with a button that takes it back for as long as it is shown. */
export function offerRestore(
  account: string,
  title: string,
  { teamId, change }: { teamId: string; change: string },
) {
  const undo = async () => {
    const form = new FormData()
    form.set('account', account)
    form.set('teamId', teamId)
    form.set('change', change)
    const answer = await restoreToTeamAction({ status: 'idle' }, form)
    if (answer.status === 'idle') return
    toast({ title: answer.message ?? '', tone: answer.status === 'ok' ? 'success' : 'danger' })
    announce(answer.message ?? '')
  }
  toast({ title, tone: 'success', action: { label: words('teams.undo'), onPress: undo } })
}

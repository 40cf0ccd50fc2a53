'use client'

import { CheckCheck } from 'lucide-react'
import { markNotificationsReadAction } from '@/lib/notifications/actions'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'

export function MarkAllRead({ account, onDone }: { account: string; onDone?: () => void }) {
  const done = () => {
    announce(words('notifications.markAll.done'))
    if (onDone) onDone()
    else document.getElementById('content')?.focus() // the button goes away
  }
  return (
    <Form action={markNotificationsReadAction} hidden={{ account }} onSuccess={done}>
      <SubmitButton variant="ghost" size="sm" icon={<CheckCheck aria-hidden="true" />}>
        {words('notifications.markAll.label')}
      </SubmitButton>
    </Form>
  )
}

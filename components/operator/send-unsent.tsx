'use client'

import { Send } from 'lucide-react'
import { sendUnsentMailsAction } from '@/lib/mail/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'

/** Sends what was kept or failed: all of it, or one mail. */
export function SendUnsent({ count, mailId }: { count: number; mailId?: string }) {
  return (
    <Form action={sendUnsentMailsAction} hidden={mailId ? { mailId } : {}} showsMessage>
      <SubmitButton variant="primary" size="sm" icon={<Send aria-hidden="true" />}>
        {words('operator.unsentMails.sendNow', { count })}
      </SubmitButton>
    </Form>
  )
}

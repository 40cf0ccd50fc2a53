'use client'

import { startTransition } from 'react'
import { keepInvitationMessageAction, sendInvitationBatchAction } from '@/lib/invitation-batches/actions'
import { MAX_MESSAGE } from '@/lib/invitation-batches/schemas'
import { words } from '@/messages/words'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { formOf } from '../ui/shown-to'
import { SubmitButton } from '../ui/submit-button'
import { Textarea } from '../ui/textarea'

type SendFormProps = { account: string; batchId: string; message: string; count: number }

/** The message and the last word. What is typed is kept with the list, by either button and, with JavaScript, on leaving the field. */
export function SendForm({ account, batchId, message, count }: SendFormProps) {
  const keep = (typed: string) => {
    startTransition(async () => {
      await keepInvitationMessageAction({ status: 'idle' }, formOf({ account, batchId, message: typed }))
    })
  }
  return (
    <Form action={sendInvitationBatchAction} hidden={{ account, batchId }}>
      <Textarea
        name="message"
        label={words('batches.send.message')}
        isOptional
        rows={5}
        maxLength={MAX_MESSAGE}
        defaultValue={message}
        description={words('batches.send.messageHint', { most: MAX_MESSAGE })}
        onBlur={(event) => {
          if (event.target.value !== message) keep(event.target.value)
        }}
      />
      <div className="form__actions">
        <SubmitButton variant="primary" disabled={count === 0}>
          {words('batches.send.confirm', { count })}
        </SubmitButton>
        <Button type="submit" name="go" value="back">
          {words('batches.send.back')}
        </Button>
      </div>
    </Form>
  )
}

'use client'

import { type ReactNode, use, useState } from 'react'
import { words } from '@/messages/words'
import { Button } from './button'
import { Form, type FormAction } from './form'
import { CloseOverlay } from './overlay-context'
import { SubmitButton } from './submit-button'
import { TextField } from './text-field'

export type ConfirmFormProps<R = unknown> = {
  action: FormAction<R>
  hidden?: Record<string, string>
  /** What will be lost, in plain words. */
  children: ReactNode
  /** The verb on the button: "Remove Lena". */
  confirm: string
  /** For organizations and apps: the name has to be typed. Sent as `confirmation`. */
  typeToConfirm?: string
  tone?: 'danger' | 'primary'
  /** Where "Cancel" leads on a page; in a dialog it closes it. */
  cancelHref?: string
  onSuccess?: (result: R) => void
}

/** The question before something is lost: for a dialog, or for a page without JavaScript. */
export function ConfirmForm<R>({
  action,
  hidden,
  children,
  confirm,
  typeToConfirm,
  tone = 'danger',
  cancelHref,
  onSuccess,
}: ConfirmFormProps<R>) {
  const close = use(CloseOverlay)
  const [typed, setTyped] = useState('')
  const isHeld = typeToConfirm !== undefined && typed !== '' && typed !== typeToConfirm
  return (
    <Form action={action} hidden={hidden} closesDialog onSuccess={onSuccess}>
      <div className="text-foreground">{children}</div>
      {typeToConfirm ? (
        <TextField
          name="confirmation"
          label={words('ui.confirmForm.typeToConfirm', { typeToConfirm })}
          autoComplete="off"
          isMono
          onChange={(event) => setTyped(event.target.value)}
        />
      ) : null}
      <div className="form__actions form__actions--end">
        {close ? (
          <Button onClick={close}>{words('ui.confirmForm.cancel')}</Button>
        ) : cancelHref ? (
          <a href={cancelHref} className="button button--md button--outline">
            {words('ui.confirmForm.cancel')}
          </a>
        ) : null}
        <SubmitButton variant={tone} disabled={isHeld}>
          {confirm}
        </SubmitButton>
      </div>
    </Form>
  )
}

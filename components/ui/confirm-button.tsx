'use client'

import type { ReactNode } from 'react'
import { Button, type ButtonLook } from './button'
import { ConfirmForm, type ConfirmFormProps } from './confirm-form'
import { loadDialog } from './dialog-link'
import { usePanel } from './use-panel'

type ConfirmButtonProps<R> = ButtonLook & ConfirmFormProps<R> & { label: ReactNode; title: string }

/** A button that asks first, naming the thing and what is lost. */
export function ConfirmButton<R>({
  label,
  title,
  variant = 'danger-soft',
  size,
  icon,
  ...question
}: ConfirmButtonProps<R>) {
  const dialog = usePanel(loadDialog)
  return (
    <>
      <Button
        variant={variant}
        size={size}
        icon={icon}
        aria-haspopup="dialog"
        onPointerEnter={dialog.warm}
        onFocus={dialog.warm}
        onClick={dialog.open}
      >
        {label}
      </Button>
      {dialog.Panel ? (
        <dialog.Panel title={title} isAlert isOpen={dialog.isOpen} onClose={dialog.close}>
          <ConfirmForm {...question} />
        </dialog.Panel>
      ) : null}
    </>
  )
}

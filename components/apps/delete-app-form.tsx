'use client'

import type { ReactNode } from 'react'
import { deleteAppAction } from '@/lib/apps/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'

type DeleteAppFormProps = {
  account: string
  app: { handle: string; name: string }
  /** What deleting it means, and who loses it. */
  children: ReactNode
  /** On a page of its own, which leads on to the deleted apps. */
  cancelHref?: string
  onSuccess?: () => void
}

/** The question before an app is deleted, its ID typed. */
export function DeleteAppForm({ account, app, children, cancelHref, onSuccess }: DeleteAppFormProps) {
  return (
    <ConfirmForm
      action={deleteAppAction}
      hidden={{ account, app: app.handle, ...(cancelHref ? { next: 'deleted' } : {}) }}
      confirm={words('apps.delete.confirm', { app: app.name })}
      typeToConfirm={app.handle}
      cancelHref={cancelHref}
      onSuccess={onSuccess}
    >
      {children}
    </ConfirmForm>
  )
}

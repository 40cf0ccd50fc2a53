'use client'

import type { ReactNode } from 'react'
import { deleteAppAction } from '@/lib/apps/actions'
import { richWords, words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'

type DeleteAppFormProps = {
  account: string
  app: { handle: string; name: string }
  /** Who loses it, counted, where that is known. */
  children?: ReactNode
  /** On a page of its own, which leads on to the deleted apps. */
  cancelHref?: string
  onSuccess?: () => void
}

/** The question before an app is deleted: what that means, and its ID typed. */
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
      <div className="grid gap-2">
        {children}
        <ul className="list-disc ps-5 text-muted">
          <li>{words('apps.delete.closed')}</li>
          <li>{words('apps.delete.kept')}</li>
          <li>{words('apps.delete.restorable')}</li>
          <li>
            {richWords('apps.delete.idHeld', { id: app.handle, code: (id: ReactNode) => <code>{id}</code> })}
          </li>
        </ul>
      </div>
    </ConfirmForm>
  )
}

'use client'

import type { ReactNode } from 'react'
import { deleteAppAction } from '@/lib/apps/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'

type DeleteAppFormProps = {
  account: string
  app: { handle: string; name: string }
  cancelHref: string
  children: ReactNode
}

/** The question before an app is deleted: what will be lost, and its ID typed. Leads on to the deleted apps. */
export function DeleteAppForm({ account, app, cancelHref, children }: DeleteAppFormProps) {
  return (
    <ConfirmForm
      action={deleteAppAction}
      hidden={{ account, app: app.handle, next: 'deleted' }}
      confirm={words('appSettings.delete.confirm', { app: app.name })}
      typeToConfirm={app.handle}
      cancelHref={cancelHref}
    >
      {children}
    </ConfirmForm>
  )
}

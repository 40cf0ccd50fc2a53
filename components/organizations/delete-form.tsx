'use client'

import type { ReactNode } from 'react'
import { deleteOrganizationAction } from '@/lib/organizations/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'

type DeleteFormProps = { account: string; organization: string; children: ReactNode; cancelHref?: string }

/** The question before an organization is deleted: what will be lost, and its ID typed. */
export function DeleteForm({ account, organization, children, cancelHref }: DeleteFormProps) {
  return (
    <ConfirmForm
      action={deleteOrganizationAction}
      hidden={{ account }}
      confirm={words('settings.delete.confirm', { organization })}
      typeToConfirm={account}
      cancelHref={cancelHref}
    >
      {children}
    </ConfirmForm>
  )
}

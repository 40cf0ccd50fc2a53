'use client'

import { words } from '@/messages/words'
import { toast } from '../ui/toast'
import type { AppRow } from './app-row'
import { DeleteAppForm } from './delete-app-form'
import { DuplicateAppForm } from './duplicate-app-form'

type FormsProps = { account: string; row: AppRow; asked: 'duplicate' | 'delete' }

/** What the dialog of a list of apps holds. */
export function AppDialogForms({ account, row, asked }: FormsProps) {
  if (asked === 'duplicate') return <DuplicateAppForm account={account} app={row} />
  const tell = () =>
    toast({
      title: words('apps.said.deleted', { app: row.name }),
      tone: 'success',
      action: {
        label: words('apps.deleted.link'),
        onPress: () => location.assign(`/${account}/apps/deleted`),
      },
    })
  return <DeleteAppForm account={account} app={row} onSuccess={tell} />
}

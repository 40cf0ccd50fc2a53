'use client'

import type { AppRow } from './app-row'
import { DeleteReview } from './delete-review'
import { DuplicateAppForm } from './duplicate-app-form'

type FormsProps = { account: string; row: AppRow; asked: 'duplicate' | 'delete' }

/** What the dialog of a list of apps holds. */
export function AppDialogForms({ account, row, asked }: FormsProps) {
  if (asked === 'duplicate') return <DuplicateAppForm account={account} app={row} />
  return <DeleteReview account={account} app={row} />
}

'use client'

import { Plus } from 'lucide-react'
import type { MouseEvent } from 'react'
import { words } from '@/messages/words'
import { usePanel } from '../ui/use-panel'

const PAGE = '/organizations/new'

/** The last line of the account switcher: opens the dialog, fetched on first use, or leads to the page that does the same. */
export function AddOrganization({ account, email }: { account: string; email: string }) {
  const dialog = usePanel(loadDialog, () => location.assign(PAGE))
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    dialog.open()
  }
  return (
    <>
      <a
        href={PAGE}
        className="pop__item"
        aria-haspopup="dialog"
        onPointerEnter={dialog.warm}
        onFocus={dialog.warm}
        onClick={open}
      >
        <Plus aria-hidden="true" />
        {words('organizations.addOrganization.addAnOrganization')}
      </a>
      {dialog.Panel ? (
        <dialog.Panel account={account} email={email} isOpen={dialog.isOpen} onClose={dialog.close} />
      ) : null}
    </>
  )
}

const loadDialog = () => import('./add-organization-dialog').then((module) => module.AddOrganizationDialog)

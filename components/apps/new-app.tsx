'use client'

import type { MouseEvent } from 'react'
import { words } from '@/messages/words'
import { Plus } from '../ui/icons'
import { usePanel } from '../ui/use-panel'

const loadDialog = () => import('./create-app-dialog').then((module) => module.CreateAppDialog)

type NewAppProps = { account: string; href: string; className: string; hasWords?: boolean }

/** Opens "Create an App" in place, or leads to the page that does the same. In the bar it is a plus, on the page of apps it has words. */
export function NewApp({ account, href, className, hasWords }: NewAppProps) {
  const dialog = usePanel(loadDialog, () => location.assign(href))
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    event.currentTarget.focus() // where the focus returns to; Safari does not focus links that are clicked
    dialog.open()
  }
  const label = words('apps.create.title')
  return (
    <>
      <a
        href={href}
        className={className}
        aria-haspopup="dialog"
        aria-label={hasWords ? undefined : label}
        title={hasWords ? undefined : label}
        onPointerEnter={dialog.warm}
        onFocus={dialog.warm}
        onClick={open}
      >
        <Plus aria-hidden="true" />
        {hasWords ? label : null}
      </a>
      {dialog.Panel ? <dialog.Panel account={account} isOpen={dialog.isOpen} onClose={dialog.close} /> : null}
    </>
  )
}

'use client'

import { CopyPlus, ExternalLink, Hash, Pin, PinOff, Star, StarOff, Trash2 } from 'lucide-react'
import { type MouseEvent, type RefObject, startTransition, useRef, useState } from 'react'
import type { ActionState } from '@/lib/action-state'
import { pinAppAction, starAppAction } from '@/lib/apps/actions'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { copyText } from '../ui/copy-button'
import { loadDialog } from '../ui/dialog-link'
import type { MenuItem } from '../ui/menu-item'
import { formOf } from '../ui/shown-to'
import { toast } from '../ui/toast'
import { usePanel } from '../ui/use-panel'
import type { AppRow } from './app-row'
import { appHref, type Mark, type Means } from './app-tools'

type Asked = 'duplicate' | 'delete'

const loadMenu = () => import('../ui/menu-panel').then((module) => module.MenuPanel)
const loadForms = () => import('./app-dialog-forms').then((module) => module.AppDialogForms)

/** One menu and one dialog for all apps of a list, fetched when somebody reaches for them. */
export function useAppOverlays(account: string) {
  const [row, setRow] = useState<AppRow | null>(null)
  const [asked, setAsked] = useState<Asked>('duplicate')
  const anchor = useRef<HTMLAnchorElement | null>(null)
  const toPage = () => {
    if (anchor.current) location.assign(anchor.current.href)
  }
  const menu = usePanel(loadMenu, toPage)
  const dialog = usePanel(loadDialog, toPage)
  const forms = usePanel(loadForms, toPage)
  const means: Means = {
    account,
    open: (of, event) => {
      if (!isPlain(event)) return
      anchor.current = event.currentTarget
      setRow(of)
      menu.open()
    },
    mark: (kind, of, event) => {
      if (isPlain(event)) mark(account, kind, of)
    },
    copy: copyId,
    warm: menu.warm,
  }
  const ask = (what: Asked) => {
    setAsked(what)
    forms.open()
    dialog.open()
  }
  return { means, row, asked, ask, anchor, menu, dialog, forms }
}

/** Takes a click that wants no new tab; the focus comes back to where it was (Safari does not focus links that are clicked). */
function isPlain(event: MouseEvent<HTMLAnchorElement>): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  event.preventDefault()
  event.currentTarget.focus()
  return true
}

export function AppOverlays({ overlays }: { overlays: ReturnType<typeof useAppOverlays> }) {
  const { means, row, asked, ask, anchor, menu, dialog, forms } = overlays
  if (!row) return null
  const act = ({ id }: MenuItem) => {
    if (id === 'pin' || id === 'star') mark(means.account, id, row)
    else if (id === 'copy') copyId(row)
    else if (id === 'duplicate' || id === 'delete') ask(id)
  }
  return (
    <>
      {menu.Panel ? (
        <menu.Panel
          label={words('apps.menu.actionsFor', { app: row.name })}
          items={itemsOf(means.account, row)}
          anchor={
            anchor as RefObject<HTMLElement | null> as RefObject<HTMLButtonElement | null> /* the panel only measures it and gives it the focus back */
          }
          isOpen={menu.isOpen}
          onClose={menu.close}
          onSelect={act}
        />
      ) : null}
      {dialog.Panel && forms.Panel ? (
        <dialog.Panel
          title={words(asked === 'delete' ? 'apps.delete.title' : 'apps.duplicate.title', { app: row.name })}
          isAlert={asked === 'delete'}
          isOpen={dialog.isOpen}
          onClose={dialog.close}
        >
          <forms.Panel account={means.account} row={row} asked={asked} />
        </dialog.Panel>
      ) : null}
    </>
  )
}

/** What can be done with one app. */
function itemsOf(account: string, row: AppRow): MenuItem[] {
  const { isPinned, isStarred, can } = row
  const items: (MenuItem | false)[] = [
    {
      id: 'open',
      label: words('apps.menu.open'),
      icon: <ExternalLink aria-hidden="true" />,
      href: appHref(account, row),
    },
    {
      id: 'pin',
      label: words(isPinned ? 'apps.menu.unpin' : 'apps.menu.pin'),
      icon: isPinned ? <PinOff aria-hidden="true" /> : <Pin aria-hidden="true" />,
    },
    {
      id: 'star',
      label: words(isStarred ? 'apps.menu.unstar' : 'apps.menu.star'),
      icon: isStarred ? <StarOff aria-hidden="true" /> : <Star aria-hidden="true" />,
    },
    { id: 'copy', label: words('apps.menu.copyId'), icon: <Hash aria-hidden="true" /> },
    can.duplicate && {
      id: 'duplicate',
      label: words('apps.menu.duplicate'),
      icon: <CopyPlus aria-hidden="true" />,
    },
    can.delete && {
      id: 'delete',
      label: words('apps.menu.delete'),
      icon: <Trash2 aria-hidden="true" />,
      isDanger: true,
    },
  ]
  return items.filter((item) => item !== false)
}

async function copyId({ name, handle }: AppRow) {
  const worked = await copyText(handle)
  const said = words(worked ? 'apps.menu.copied' : 'apps.menu.notCopied', { app: name })
  toast({ title: said, tone: worked ? 'success' : 'warning' })
  announce(said)
}

function mark(account: string, kind: Mark, { handle, isPinned, isStarred }: AppRow) {
  const form = formOf({ account, app: handle, on: (kind === 'pin' ? isPinned : isStarred) ? '0' : '1' })
  startTransition(async () => {
    const doing = kind === 'pin' ? pinAppAction : starAppAction
    const answer: ActionState<unknown> = await doing({ status: 'idle' }, form)
    const said = answer.status === 'idle' ? '' : (answer.message ?? '')
    if (answer.status !== 'ok') toast({ title: said, tone: 'danger' })
    announce(said)
  })
}

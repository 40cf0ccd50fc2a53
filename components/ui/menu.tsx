'use client'

import { type ReactNode, useRef, useState } from 'react'
import { Button } from './button'
import { ConfirmForm } from './confirm-form'
import { loadDialog } from './dialog-link'
import { Dots } from './icon-sheet'
import type { MenuItem } from './menu-item'
import { usePanel } from './use-panel'

/** A menu of actions behind one button. The library behind it is fetched when somebody reaches for it. */
export function Menu({
  label,
  items,
  trigger,
}: {
  /** Names the button and the menu: "Actions for Lena Fischer". */
  label: string
  items: MenuItem[]
  trigger?: ReactNode
}) {
  const button = useRef<HTMLButtonElement>(null)
  const menu = usePanel(loadMenu)
  const dialog = usePanel(loadDialog)
  const [asked, setAsked] = useState<MenuItem['ask']>()
  const select = (item: MenuItem) => {
    item.onSelect?.()
    if (!item.ask) return
    setAsked(item.ask)
    dialog.open()
  }
  return (
    <>
      <Button
        ref={button}
        variant="ghost"
        size="sm"
        isIconOnly={!trigger}
        aria-label={trigger ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onPointerEnter={menu.warm}
        onFocus={menu.warm}
        onClick={menu.open}
      >
        {trigger ?? <Dots />}
      </Button>
      {menu.Panel ? (
        <menu.Panel
          label={label}
          items={items}
          anchor={button}
          isOpen={menu.isOpen}
          onClose={menu.close}
          onSelect={select}
        />
      ) : null}
      {dialog.Panel && asked ? (
        <dialog.Panel title={asked.title} isAlert isOpen={dialog.isOpen} onClose={dialog.close}>
          <ConfirmForm {...asked} />
        </dialog.Panel>
      ) : null}
    </>
  )
}

const loadMenu = () => import('./menu-panel').then((module) => module.MenuPanel)

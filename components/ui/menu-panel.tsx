'use client'

import { Dropdown } from '@heroui/react/dropdown'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { RefObject } from 'react'
import type { MenuItem } from './menu-item'

type MenuPanelProps = {
  label: string
  items: MenuItem[]
  anchor: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  onClose: () => void
  onSelect: (item: MenuItem) => void
}

/** The open menu, with the library behind it. */
export function MenuPanel({ label, items, anchor, isOpen, onClose, onSelect }: MenuPanelProps) {
  const router = useRouter()
  const act = (id: unknown) => {
    const item = items.find((one) => one.id === id)
    if (!item || item.disabledReason) return
    onClose()
    if (item.href) router.push(item.href as Route /* a caller's path */)
    onSelect(item)
  }
  return (
    <Dropdown.Popover
      className="dropdown__popover"
      aria-label={label}
      triggerRef={anchor}
      placement="bottom end"
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
    >
      <Dropdown.Menu
        className="dropdown__menu"
        aria-label={label}
        autoFocus="first"
        onAction={act}
        onClose={onClose}
        disabledKeys={items.filter((item) => item.disabledReason).map((item) => item.id)}
      >
        {items.map((item) => (
          <Dropdown.Item
            key={item.id}
            id={item.id}
            textValue={item.label}
            variant={item.isDanger ? 'danger' : 'default'}
          >
            {item.icon}
            <span data-slot="label">
              {item.label}
              {item.disabledReason ? <span className="menu-reason">{item.disabledReason}</span> : null}
            </span>
          </Dropdown.Item>
        ))}
      </Dropdown.Menu>
    </Dropdown.Popover>
  )
}

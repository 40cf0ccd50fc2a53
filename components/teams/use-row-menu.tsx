'use client'

import { type MouseEvent, type RefObject, useRef, useState } from 'react'
import type { MenuItem } from '../ui/menu-item'
import { usePanel } from '../ui/use-panel'

const loadMenu = () => import('../ui/menu-panel').then((module) => module.MenuPanel)

/** One menu for all rows of a table, over links that lead to a page where it cannot be fetched. */
export function useRowMenu<Row>() {
  const [row, setRow] = useState<Row | null>(null)
  const anchor = useRef<HTMLAnchorElement | null>(null)
  const toPage = () => {
    if (anchor.current) location.assign(anchor.current.href)
  }
  const menu = usePanel(loadMenu, toPage)
  /** Takes a click on the link of a row; false where the browser should follow it. */
  const take = (of: Row, event: MouseEvent<HTMLAnchorElement>): boolean => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
    event.preventDefault()
    event.currentTarget.focus() // where the focus returns to; Safari does not focus links that are clicked
    anchor.current = event.currentTarget
    setRow(of)
    return true
  }
  const open = (of: Row, event: MouseEvent<HTMLAnchorElement>) => {
    if (take(of, event)) menu.open()
  }
  return { row, anchor, menu, open, take, toPage }
}

type RowMenuProps<Row> = {
  of: ReturnType<typeof useRowMenu<Row>>
  label: string
  items: MenuItem[]
  onSelect: (item: MenuItem) => void
}

export function RowMenu<Row>({ of: { anchor, menu }, label, items, onSelect }: RowMenuProps<Row>) {
  if (!menu.Panel) return null
  return (
    <menu.Panel
      label={label}
      items={items}
      anchor={
        anchor as RefObject<HTMLElement | null> as RefObject<HTMLButtonElement | null> /* the panel only measures it and gives it the focus back */
      }
      isOpen={menu.isOpen}
      onClose={menu.close}
      onSelect={onSelect}
    />
  )
}

'use client'

import { type MouseEvent, type ReactNode, useRef } from 'react'
import { cx } from './class-names'

/**
 * The browser's own popover, opened by a button with `popoverTarget`: it works without JavaScript, closes on Escape and
 * outside, and gives the focus back. With JavaScript it also closes when a link in it leads to another page.
 */
export function Popover({
  id,
  className,
  children,
}: {
  id: string
  className?: string
  children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const closeOnLink = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a')) box.current?.hidePopover()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key on a link clicks it
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to the links inside
    <div ref={box} id={id} popover="auto" className={cx('pop', className)} onClick={closeOnLink}>
      {children}
    </div>
  )
}

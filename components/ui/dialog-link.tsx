'use client'

import { type MouseEvent, type ReactNode, useEffect, useState } from 'react'
import { type ButtonLook, buttonClass } from './button'
import type { DialogPanelProps } from './dialog-panel'
import { usePanel } from './use-panel'

type DialogLinkProps = ButtonLook &
  Pick<DialogPanelProps, 'title' | 'description'> & {
    /** The page that does the same without JavaScript, in a new tab, or where the dialog cannot be fetched. */
    href: string
    /** The words on the link. */
    label: ReactNode
    /** What the dialog holds. */
    children: DialogPanelProps['children']
    dialogSize?: DialogPanelProps['size']
    className?: string
  }

/** A link to a page that opens as a dialog where it can. */
export function DialogLink({
  href,
  label,
  title,
  description,
  dialogSize,
  children,
  icon,
  className,
  ...look
}: DialogLinkProps) {
  const dialog = usePanel(loadDialog, () => location.assign(href))
  const isFading = useFading(dialog.isOpen)
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    event.currentTarget.focus() // where the focus returns to; Safari does not focus links that are clicked
    dialog.open()
  }
  return (
    <>
      <a
        href={href}
        className={buttonClass(look, className)}
        aria-haspopup="dialog"
        onPointerEnter={dialog.warm}
        onFocus={dialog.warm}
        onClick={open}
      >
        {icon}
        {label}
      </a>
      {dialog.Panel && (dialog.isOpen || isFading) ? (
        <dialog.Panel
          title={title}
          description={description}
          size={dialogSize}
          isOpen={dialog.isOpen}
          onClose={dialog.close}
        >
          {children}
        </dialog.Panel>
      ) : null}
    </>
  )
}

const FADE_MS = 300

/**
 * Whether it was closed a moment ago. The library waits for the end of its fading, which never comes where the page behind is drawn
 * anew meanwhile: then it would stand over everything, unseen.
 */
function useFading(isOpen: boolean): boolean {
  const [isFading, setFading] = useState(false)
  useEffect(() => {
    if (isOpen) return setFading(true)
    const end = setTimeout(() => setFading(false), FADE_MS)
    return () => clearTimeout(end)
  }, [isOpen])
  return isFading
}

export const loadDialog = () => import('./dialog-panel').then((module) => module.DialogPanel)

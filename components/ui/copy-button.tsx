'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { words } from '@/messages/words'
import { announce } from './announce'
import { Button, type ButtonLook } from './button'

type CopyButtonProps = Pick<ButtonLook, 'variant' | 'size'> & {
  value: string
  /** What is copied, for the name and the announcement: "ID", "invitation link". */
  what: string
  /** Words on the button; without them it is an icon. */
  children?: string
}

/** Copies and says so, to eyes and ears. */
export function CopyButton({ value, what, children, variant = 'ghost', size = 'sm' }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = async () => {
    const worked = await copyText(value)
    setCopied(worked)
    announce(
      worked
        ? words('ui.copyButton.copiedThe', { what })
        : words('ui.copyButton.yourBrowserDidNotLetUsCopyThe', { what }),
    )
  }
  return (
    <Button
      variant={variant}
      size={size}
      isIconOnly={!children}
      aria-label={children ? undefined : words('ui.copyButton.copy', { what })}
      title={children ? undefined : words('ui.copyButton.copy', { what })}
      icon={isCopied ? <Check aria-hidden="true" className="text-success" /> : <Copy aria-hidden="true" />}
      onClick={copy}
    >
      {children && isCopied ? words('ui.copyButton.copied') : children}
    </Button>
  )
}

/** Browsers withhold the clipboard from plain http, where a portal in an office often runs. */
export async function copyText(value: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(value).then(
      () => true,
      () => copyBySelection(value),
    )
  }
  return copyBySelection(value)
}

function copyBySelection(value: string): boolean {
  const focused = document.activeElement
  const box = document.createElement('textarea')
  box.value = value
  box.setAttribute('readonly', '')
  box.className = 'sr-only'
  const dialog = focused?.closest('[role="dialog"]')
  ;(dialog ?? document.body).append(box)
  box.select()
  const worked = document.execCommand('copy')
  box.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return worked
}

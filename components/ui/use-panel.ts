'use client'

import { type ComponentType, useState } from 'react'

type Panels<P> = {
  isOpen: boolean
  Panel: ComponentType<P> | null
  warm: () => void
  open: () => void
  close: () => void
}

/**
 * A heavy part that is fetched when somebody reaches for it: `warm` on pointing or focusing, `open` on using. Takes the
 * import and what to do where it cannot be fetched, such as going to the page that does the same.
 */
export function usePanel<P>(load: () => Promise<ComponentType<P>>, otherwise?: () => void): Panels<P> {
  const [Panel, setPanel] = useState<ComponentType<P> | null>(null)
  const [isOpen, setOpen] = useState(false)
  const fetchPanel = async () => {
    const loaded = await load()
    setPanel(() => loaded)
  }
  return {
    isOpen,
    Panel,
    warm: () => void load().catch(() => undefined),
    open: () => {
      if (Panel) return setOpen(true)
      fetchPanel().then(
        () => setOpen(true),
        () => otherwise?.(),
      )
    },
    close: () => setOpen(false),
  }
}

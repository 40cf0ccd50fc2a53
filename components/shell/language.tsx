'use client'

import { type ReactNode, use } from 'react'
import { hasCatalog, keepCatalog } from '@/messages/words'

/**
 * English comes with the scripts; another language is a script of its own, which the browser fetches before it takes over the page
 * that the server wrote, and keeps.
 */
export function Language({ locale, children }: { locale: string; children: ReactNode }) {
  if (!hasCatalog(locale)) use(fetched(locale))
  return children
}

const fetching = new Map<string, Promise<void>>()

function fetched(locale: string): Promise<void> {
  const known = fetching.get(locale)
  if (known) return known
  const coming = import(`../../messages/${locale}.json`).then(({ default: messages }) =>
    keepCatalog(locale, messages),
  )
  fetching.set(locale, coming)
  return coming
}

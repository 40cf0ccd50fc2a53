'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'

/** Changes the address in place: no new entry in the history, no jump, and the focus stays. */
export function useNavigate() {
  const router = useRouter()
  const [isPending, start] = useTransition()
  const go = (href: string) =>
    start(() => router.replace(href as Route /* the table's own path */, { scroll: false }))
  return { isPending, go }
}

'use client'

import { useEffect } from 'react'

const LONGEST_MS = 2_000_000_000

/** Asks for the page again at that moment: what it says is over then. */
export function ReloadAt({ at }: { at: string }) {
  useEffect(() => {
    const inMs = Math.min(Math.max(Date.parse(at) - Date.now(), 0) + 1_000, LONGEST_MS)
    const timer = setTimeout(() => location.reload(), inMs)
    return () => clearTimeout(timer)
  }, [at])
  return null
}

'use client'

import { useEffect, useState } from 'react'

export type Search<Found> = { state: 'idle' | 'looking' | 'failed'; found: Found[] }

const PAUSE_MS = 150
const LEAST = 2

/** What the search at `path` finds for what was typed; null asks nothing. The answer to an older question never covers a newer one. */
export function useFound<Found>(path: string | null, typed: string): Search<Found> {
  const [search, setSearch] = useState<Search<Found>>({ state: 'idle', found: [] })
  const text = typed.trim()
  const asked = path !== null && text.length >= LEAST ? `${path}?q=${encodeURIComponent(text)}` : null
  useEffect(() => {
    if (!asked) return setSearch({ state: 'idle', found: [] })
    const gone = new AbortController()
    const ask = async () => {
      const response = await fetch(asked, { signal: gone.signal })
      if (!response.ok) throw new Error(`status ${response.status}`)
      setSearch({ state: 'idle', found: await response.json() })
    }
    setSearch(({ found }) => ({ state: 'looking', found }))
    const pause = setTimeout(() => {
      ask().catch(() => {
        if (!gone.signal.aborted) setSearch({ state: 'failed', found: [] })
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      gone.abort()
    }
  }, [asked])
  return search
}

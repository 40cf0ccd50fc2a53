'use client'

import { useEffect, useRef, useState } from 'react'
import type { Candidates } from '@/lib/teams/candidates'

const PAUSE_MS = 200

export type CandidateSearch = Candidates & { state: 'idle' | 'looking' | 'failed' }

/** What matches what was typed, page by page. The answer to an older question never covers a newer one. */
export function useCandidates(path: string, typed: string, initial: Candidates | undefined) {
  const [search, setSearch] = useState<CandidateSearch>(
    initial ? { ...initial, state: 'idle' } : { rows: [], next: null, state: 'looking' },
  )
  const asked = useRef(initial ? typed : null)
  const current = useRef<AbortController>(undefined)
  const ask = async (cursor: string | null, before: Candidates['rows']) => {
    current.current?.abort()
    const gone = new AbortController()
    current.current = gone
    setSearch((last) => ({ ...last, state: 'looking' }))
    const query = new URLSearchParams({ q: typed, ...(cursor ? { cursor } : {}) })
    try {
      const response = await fetch(`${path}&${query}`, { signal: gone.signal })
      if (!response.ok) throw new Error(`status ${response.status}`)
      const found: Candidates = await response.json()
      setSearch({ rows: [...before, ...found.rows], next: found.next, state: 'idle' })
    } catch {
      if (!gone.signal.aborted) setSearch((last) => ({ ...last, state: 'failed' }))
    }
  }
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (asked.current === typed) return
    const pause = setTimeout(
      () => {
        asked.current = typed
        latest.current(null, [])
      },
      asked.current === null ? 0 : PAUSE_MS,
    )
    return () => clearTimeout(pause)
  }, [typed])
  return { ...search, more: () => ask(search.next, search.rows), again: () => ask(null, []) }
}

'use client'

import { useEffect, useState } from 'react'
import type { FoundPerson } from '@/lib/search/queries'

export type Search = { state: 'idle' | 'looking' | 'failed'; people: FoundPerson[] }

const PAUSE_MS = 150
const LEAST = 2

/** The members whose name holds what was typed. The answer to an older question never covers a newer one. */
export function usePeople(account: string, typed: string, isOn: boolean): Search {
  const [search, setSearch] = useState<Search>({ state: 'idle', people: [] })
  const text = typed.trim()
  const isAsked = isOn && text.length >= LEAST
  useEffect(() => {
    if (!isAsked) return setSearch({ state: 'idle', people: [] })
    const gone = new AbortController()
    const ask = async () => {
      const response = await fetch(`/${account}/search/people?q=${encodeURIComponent(text)}`, {
        signal: gone.signal,
      })
      if (!response.ok) throw new Error(`status ${response.status}`)
      setSearch({ state: 'idle', people: await response.json() })
    }
    setSearch(({ people }) => ({ state: 'looking', people }))
    const pause = setTimeout(() => {
      ask().catch(() => {
        if (!gone.signal.aborted) setSearch({ state: 'failed', people: [] })
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      gone.abort()
    }
  }, [account, text, isAsked])
  return search
}

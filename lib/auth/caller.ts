import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import type { Actor, Caller } from '@/lib/actor'
import { unauthenticated } from '@/lib/errors'
import { originOf } from './origin'
import { openSession, sessionCookie } from './session-token'

/**
 * Whoever asks, from the cookie and the headers alone. Says who they claim to be with a seal that only we can make, and nothing about
 * whether that sign-in still lives: `enter()` and `frame()` ask that in the same statement as everything else.
 */
export const currentCaller = cache(async (): Promise<Caller> => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const claims = await openSession(jar.get(sessionCookie())?.value)
  return { actor: claims ? { kind: 'person', ...claims } : { kind: 'anonymous' }, origin: originOf(head) }
})

/** The person behind a caller. Throws `unauthenticated` for anybody else. Proves nothing about a live sign-in, as above. */
export function requirePerson({ actor }: Caller): Actor & { kind: 'person' } {
  if (actor.kind !== 'person') throw unauthenticated()
  return actor
}

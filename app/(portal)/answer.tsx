import type { Route } from 'next'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Caller } from '@/lib/actor'
import { currentCaller } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { explained } from '@/lib/outage'
import { Refused } from './refused'

/**
 * The door of a page: asks its queries as the caller and shows what they give. Who is not signed in goes to sign in and comes back
 * to `path`; what is refused is said as ordinary content, which can be read without JavaScript. Anything else is `app/error.tsx`.
 */
export async function answer(path: string, ask: (caller: Caller) => Promise<ReactNode>): Promise<ReactNode> {
  const caller = await currentCaller()
  try {
    return await ask(caller)
  } catch (failure) {
    const error = explained(failure)
    if (!(error instanceof AppError)) throw error
    if (error.code === 'unauthenticated') toSignIn(path)
    return <Refused code={error.code} message={error.message} />
  }
}

/** To the sign-in page, and from there back to `path`. */
export function toSignIn(path: string): never {
  redirect(`/sign-in?next=${encodeURIComponent(path)}` as Route) // a page of ours, followed by what it needs
}

'use server'

import { cookies } from 'next/headers'
import { isFolded, navCookie } from './nav-state'

/** Remembers for a year whether the sidebar of apps is folded. */
export async function setAppNav(form: FormData): Promise<void> {
  const jar = await cookies()
  const value = form instanceof FormData ? form.get('nav') : null // arguments of an action can be forged
  jar.set(navCookie, isFolded(value) ? 'folded' : 'open', {
    path: '/',
    maxAge: 365 * 24 * 3600,
    sameSite: 'lax',
  })
}

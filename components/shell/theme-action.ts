'use server'

import { cookies } from 'next/headers'
import { parseTheme, themeCookie } from './theme'

/** Remembers light, dark or system for a year. The page that the form stands on renders again with it. */
export async function setTheme(form: FormData): Promise<void> {
  const jar = await cookies()
  const theme = form instanceof FormData ? form.get('theme') : null // arguments of an action can be forged
  jar.set(themeCookie, parseTheme(theme), {
    path: '/',
    maxAge: 365 * 24 * 3600,
    sameSite: 'lax',
  })
}

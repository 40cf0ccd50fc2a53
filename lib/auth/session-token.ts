import 'server-only'
import { hkdfSync } from 'node:crypto'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '@/lib/env'

/** A sign-in ends this long after it began, used or not. How long it may lie unused: `session_idle()` in db/walls/03-entering.sql. */
export const SESSION_SECONDS = 30 * 24 * 3600

const Claims = z.object({ sub: z.uuid(), sid: z.uuid() })
export type SessionClaims = { userId: string; sessionId: string }

/** Whether browsers reach the portal over https: decides the names and the `Secure` flag of cookies. */
export const isSecure = (): boolean => env.APP_URL.startsWith('https://')

/** `__Host-` binds the cookie to this very host, where browsers allow it: over https. */
export const sessionCookie = (): string => `${isSecure() ? '__Host-' : ''}muster.session`

/** The key that sign-ins are sealed with, derived so that no two purposes share one. */
export const authSecret = (): string => {
  derived ??= Buffer.from(hkdfSync('sha256', env.APP_SECRET, '', 'muster sign-in 1', 32)).toString('base64')
  return derived
}
let derived: string | undefined

/** What the cookie holds: the person and the sign-in, encrypted and authenticated together, so that neither can be exchanged. */
export const sealSession = ({ userId, sessionId }: SessionClaims): Promise<string> =>
  encode({ token: { sub: userId, sid: sessionId }, secret: authSecret(), maxAge: SESSION_SECONDS })

/** The counterpart of `sealSession`; null for whatever we did not seal or what has run out. Whether the sign-in is alive the database says. */
export async function openSession(sealed: string | undefined): Promise<SessionClaims | null> {
  if (!sealed) return null
  const token = await decode({ token: sealed, secret: authSecret() }).catch(() => null)
  const claims = Claims.safeParse(token)
  return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : null
}

import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { nextPath } from './next-path'
import { authSecret, isSecure } from './session-token'

const LIVES_SECONDS = 24 * 3600
const SALT = 'joining'
const Claims = z.object({ sub: z.uuid(), email: z.string(), password: z.string(), next: z.string() })

const name = () => `${isSecure() ? '__Host-' : ''}muster.joining`
const fingerprint = (passwordHash: string) => createHash('sha256').update(passwordHash).digest('base64url')

/**
 * Remembers that this browser chose the password of an account whose address is not proven yet, and where it was headed. A mailed link
 * opened here needs no password; elsewhere it asks for it, or whoever signed up with somebody else's address could wait for its owner
 * to prove it. Set also where nothing was created (`userId` null): its absence would tell.
 */
export async function rememberJoining(
  { userId, email, passwordHash }: { userId: string | null; email: string; passwordHash: string },
  next: unknown,
): Promise<void> {
  const token = {
    sub: userId ?? randomUUID(),
    email,
    password: fingerprint(passwordHash),
    next: nextPath(next),
  }
  const sealed = await encode({ token, secret: authSecret(), salt: SALT, maxAge: LIVES_SECONDS })
  const jar = await cookies()
  jar.set(name(), sealed, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
    maxAge: LIVES_SECONDS,
  })
}

/** Where the person of this account was headed when they signed up in this browser with this password; null in any other browser. */
export async function joiningHere(userId: string, passwordHash: string): Promise<{ next: string } | null> {
  const claims = await readClaims()
  if (claims?.sub !== userId || claims.password !== fingerprint(passwordHash)) return null
  return { next: nextPath(claims.next) }
}

/** The address that somebody in this browser is about to prove, and where they were headed; null where nobody is. */
export async function joining(): Promise<{ email: string; next: string } | null> {
  const claims = await readClaims()
  return claims && { email: claims.email, next: nextPath(claims.next) }
}

export async function forgetJoining(): Promise<void> {
  const jar = await cookies()
  jar.set(name(), '', { httpOnly: true, sameSite: 'lax', secure: isSecure(), path: '/', maxAge: 0 })
}

async function readClaims(): Promise<z.output<typeof Claims> | null> {
  const jar = await cookies()
  const sealed = jar.get(name())?.value
  const token = await decode({ token: sealed, secret: authSecret(), salt: SALT }).catch(() => null)
  return Claims.safeParse(token).data ?? null
}

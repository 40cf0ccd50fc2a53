import 'server-only'
import { cookies } from 'next/headers'
import { isSecure, SESSION_SECONDS, type SessionClaims, sealSession, sessionCookie } from './session-token'

/** Hands the browser a sign-in that the database has just begun. From server actions and routes, with or without JavaScript. */
export async function issueSession(claims: SessionClaims): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookie(), await sealSession(claims), {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
    path: '/',
    maxAge: SESSION_SECONDS,
  })
}

/** Takes the cookie away. The sign-in itself is ended in the database. */
export async function dropSession(): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookie(), '', { httpOnly: true, sameSite: 'lax', secure: isSecure(), path: '/', maxAge: 0 })
}

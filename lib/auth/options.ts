import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { database } from '@/db/client'
import type { Caller } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { signOut } from './commands'
import { originOf } from './origin'
import { authSecret, isSecure, SESSION_SECONDS, sessionCookie } from './session-token'
import { signIn } from './sign-in'

declare module 'next-auth' {
  interface Session {
    userId: string
  }
  interface User {
    sessionId?: string
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    sid?: string
  }
}

class EndedSession extends Error {}

/**
 * Made when first asked for, since a build knows neither the secret nor the address. next-auth over our own sign-ins: its addresses go through the same commands, with the same limits, and every answer about a session is
 * asked of the database. The forms of the portal do not use them; programs that speak next-auth may.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: authSecret(),
  session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
  useSecureCookies: isSecure(),
  cookies: {
    sessionToken: {
      name: sessionCookie(),
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
    },
  },
  pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in', verifyRequest: '/sign-in', newUser: '/' },
  logger: {
    error(code, meta) {
      const cause = meta instanceof Error ? meta : meta.error
      if (!(cause instanceof EndedSession)) log.error({ err: cause, code }, 'next-auth failed')
    },
    warn: (code) => log.debug({ code }, 'next-auth warned'),
    debug: () => {},
  },
  providers: [
    Credentials({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      async authorize(given, { headers = {} }) {
        const caller: Caller = {
          actor: { kind: 'anonymous' },
          origin: originOf(new Headers(plain(headers))),
        }
        try {
          const signedIn = await signIn(caller, {
            email: given?.email ?? '',
            password: given?.password ?? '',
          })
          return signedIn.outcome === 'signed_in'
            ? { id: signedIn.session.userId, sessionId: signedIn.session.sessionId }
            : null
        } catch (error) {
          if (error instanceof AppError) return null
          throw error
        }
      },
    }),
  ],
  callbacks: {
    async jwt({ token, user }) {
      if (user) return { sub: user.id, sid: user.sessionId }
      if (!(await isAlive(token.sub, token.sid))) throw new EndedSession('this sign-in is over')
      return { sub: token.sub, sid: token.sid }
    },
    session: ({ session, token }) => ({ ...session, user: undefined, userId: token.sub ?? '' }),
  },
  events: {
    async signOut({ token }) {
      if (!token?.sub || !token.sid) return
      const actor = { kind: 'person', userId: token.sub, sessionId: token.sid } as const
      await signOut({ actor, origin: { requestId: null, address: null, userAgent: null } }, {})
    },
  },
})

async function isAlive(userId: string | undefined, sessionId: string | undefined): Promise<boolean> {
  if (!userId || !sessionId) return false
  const [row] = await database()<[{ alive: boolean }]>`
    select session_is_alive(${userId}::uuid, ${sessionId}::uuid) as alive`
  return row.alive
}

/** next-auth gives headers as a record of whatever was sent. */
const plain = (headers: Record<string, unknown>): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  )

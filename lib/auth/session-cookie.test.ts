import { afterEach, beforeEach, expect, test, vi } from 'vitest'

type Cookie = { name: string; value: string; options: Record<string, unknown> }
const set: Cookie[] = []
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: () => undefined,
    set: (name: string, value: string, options: Record<string, unknown>) =>
      set.push({ name, value, options }),
  }),
}))

const claims = { userId: crypto.randomUUID(), sessionId: crypto.randomUUID() }
beforeEach(() => set.splice(0))
afterEach(() => vi.unstubAllEnvs())

/** All that is ever set for a sign-in, by a portal that stands at this address. */
async function cookiesAt(appUrl: string): Promise<Cookie[]> {
  vi.stubEnv('APP_URL', appUrl)
  vi.resetModules()
  const { issueSession, dropSession } = await import('./session-cookie')
  const { rememberJoining, forgetJoining } = await import('./joining-cookie')
  await issueSession(claims)
  await dropSession()
  await rememberJoining({ userId: null, email: 'a@example.test', passwordHash: 'secret hash' }, '/acme')
  await forgetJoining()
  return set
}

test('cookies of a sign-in are out of reach for scripts and other sites, and over https bound to this host', async () => {
  const cookies = await cookiesAt('https://portal.example.org')
  expect(cookies).toHaveLength(4)
  for (const { name, options } of cookies) {
    expect(name).toMatch(/^__Host-/)
    expect(options).toMatchObject({ httpOnly: true, secure: true, sameSite: 'lax', path: '/' })
    expect(options).not.toHaveProperty('domain') // browsers refuse `__Host-` with one
  }
})

test('over http they are set all the same, without the promise that only https can keep', async () => {
  for (const { name, options } of await cookiesAt('http://localhost:3000')) {
    expect(name).not.toMatch(/^__/)
    expect(options).toMatchObject({ httpOnly: true, secure: false, sameSite: 'lax', path: '/' })
  }
})

test('they tell their reader nothing, and end on both sides', async () => {
  const [issued, dropped, remembered] = await cookiesAt('https://portal.example.org')
  expect(issued?.options.maxAge).toBe(30 * 24 * 3600)
  expect([dropped?.value, dropped?.options.maxAge]).toEqual(['', 0])
  for (const secret of [claims.userId, claims.sessionId, 'secret hash', 'a@example.test'])
    for (const cookie of [issued, remembered]) {
      expect(cookie?.value).not.toContain(secret)
      expect(Buffer.from(cookie?.value.split('.')[1] ?? '', 'base64url').toString()).not.toContain(secret)
    }
})

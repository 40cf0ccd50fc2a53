import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type BrowserContext, test as base, expect } from '@playwright/test'
import { closeOwner, type Persona, world } from '@/db/testing/world'
import { sealSession, sessionCookie } from '@/lib/auth/session-token'
import { localDatabase } from '../../scripts/local-db.mjs'
import { PORT } from './ports'

const dataDir = path.resolve(process.env.E2E_DATA_DIR ?? '.data/e2e')
export const baseURL = `http://localhost:${PORT}`

/** The value of the cookie that signs `who` in. */
export const sealedCookie = (who: Persona) => sealSession({ userId: who.id, sessionId: who.sessionId })

/** Signs a browser in as `who`, without the way through the form. */
export async function signIn(context: BrowserContext, who: Persona): Promise<void> {
  await context.addCookies([
    { name: sessionCookie(), value: await sealedCookie(who), url: baseURL, httpOnly: true, sameSite: 'Lax' },
  ])
}

/** `test` with a world of its own, made in the database of the portal under test, for what a story only needs as its beginning. */
export const test = base.extend<object, { place: typeof world }>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const named = path.join(dataDir, 'owner-url')
      const bundled = existsSync(named) ? null : await localDatabase(dataDir)
      process.env.DATABASE_URL = bundled?.url ?? readFileSync(named, 'utf8')
      process.env.APP_SECRET = readFileSync(path.join(dataDir, 'secret'), 'utf8').trim()
      process.env.APP_URL = baseURL
      await use(world)
      await closeOwner()
      await bundled?.stop()
    },
    { scope: 'worker' },
  ],
})

export { expect }

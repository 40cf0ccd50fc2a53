import 'server-only'
import { cache } from 'react'
import type { Connection } from '@/db/client'
import { glancing } from '@/db/tenant'
import type { Caller } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { can } from '@/lib/permissions/decide'
import { enterApp, type InApp } from '@/lib/permissions/facts'

/**
 * The app in the address, entered once a request; null where there is none that the caller may see. Decides nothing: every page's own
 * query enters again.
 */
export const loadApp = cache(
  async ({ actor }: Caller, account: string, app: string): Promise<InApp | null> => {
    const entered = await glancing((sql) => enteredOrNull(enterApp(sql, actor, account, app)))
    return entered && can(entered.access, 'app.view') ? entered : null
  },
)

async function enteredOrNull(entering: Promise<InApp>): Promise<InApp | null> {
  try {
    return await entering
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Where an app lives now that this address once was of, for who may open it there; null for everybody else. */
export async function findMovedApp(
  { actor }: Caller,
  account: string,
  app: string,
): Promise<{ account: string; app: string } | null> {
  if (actor.kind !== 'person') return null
  const [row] = await glancing(
    (sql: Connection) => sql<{ account: string; app: string }[]>`
      select * from moved_app(${actor.userId}::uuid, ${actor.sessionId}::uuid, ${account}, ${app})`,
  )
  return row ?? null
}

import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { appCommand } from '@/lib/command'
import { invalid, notFound } from '@/lib/errors'
import { type BoundedCount, boundedCount, COUNT_BOUND } from '@/lib/paging'
import { appQuery } from '@/lib/query'
import { words } from '@/messages/words'
import { DeleteAppInput } from './schemas'

/** How long a deleted app can be restored; `delete_app` in `db/walls/17-app-life.sql` holds the same. */
export const APP_RESTORABLE_DAYS = 30

/**
 * Deletes the app: it opens for nobody any more, what was given on it ends nothing, and it can be restored for 30 days. Wants its ID typed.
 * Throws `invalid` where something else was typed, `not_found` where somebody else deleted it meanwhile.
 */
export const deleteApp = appCommand({
  name: 'deleteApp',
  permission: 'app.delete',
  input: DeleteAppInput,
  async run({ sql, input, account, app, change }) {
    if (input.confirmation.toLowerCase() !== app.handle)
      throw invalid({ confirmation: words('apps.delete.typeId', { id: app.handle }) })
    const [{ until }] = await sql<
      [{ until: string | Date | null }]
    >`select delete_app(${change}::uuid) as until`
    if (!until) throw notFound('app')
    const restorableUntil = new Date(until).toISOString()
    return {
      result: { account: account.handle, name: app.name, restorableUntil },
      audit: [
        {
          event: 'app.deleted',
          target: targetOf(app),
          before: { handle: app.handle },
          after: { restorableUntil },
        },
      ],
    }
  },
})

/** Who loses the app once it is deleted, counted as far as counts go. */
export const previewAppDeletion = appQuery({
  name: 'previewAppDeletion',
  permission: 'app.delete',
  input: z.object({}),
  async run({ sql, account, app }) {
    return {
      account: account.handle,
      handle: app.handle,
      name: app.name,
      losses: await countLosses(sql),
      days: APP_RESTORABLE_DAYS,
    }
  },
})
export type AppDeletionPreview = Awaited<ReturnType<typeof previewAppDeletion>>

/** The teams that have an app, the people in them, and the collaborators, each counted up to the bound. */
export type AppLosses = { teams: BoundedCount; people: BoundedCount; collaborators: BoundedCount }

/** Of the entered app, for who may delete it. */
export async function countLosses(sql: Connection): Promise<AppLosses> {
  const [row] = await sql<
    { teams: number; people: number; collaborators: number }[]
  >`select * from app_losses(${COUNT_BOUND + 1})`
  const { teams = 0, people = 0, collaborators = 0 } = row ?? {}
  return {
    teams: boundedCount(teams),
    people: boundedCount(people),
    collaborators: boundedCount(collaborators),
  }
}

/** How the history names an app. */
export const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'app', id, name })

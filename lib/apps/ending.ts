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

/** What nobody can reach any more once the app is deleted, counted as far as counts go. */
export const previewAppDeletion = appQuery({
  name: 'previewAppDeletion',
  permission: 'app.delete',
  input: z.object({}),
  async run({ sql, account, app }) {
    return {
      account: account.handle,
      handle: app.handle,
      name: app.name,
      ...(await countLosses(sql, app.id)),
    }
  },
})
export type AppDeletionPreview = Awaited<ReturnType<typeof previewAppDeletion>>

/** How many teams and collaborators were given the app, none counted past the bound. */
export async function countLosses(sql: Connection, appId: string) {
  const [teams, collaborators] = await Promise.all([
    counted(
      sql,
      sql`
        select 1 from team_apps where app_id = ${appId}::uuid and ended_at is null and (expires_at is null or expires_at > now())`,
    ),
    counted(
      sql,
      sql`
        select 1 from collaborators where app_id = ${appId}::uuid and ended_at is null and (expires_at is null or expires_at > now())`,
    ),
  ])
  return { teams, collaborators }
}

/** How the history names an app. */
export const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'app', id, name })

async function counted(sql: Connection, rows: ReturnType<Connection>): Promise<BoundedCount> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::integer as count from (${rows} limit ${COUNT_BOUND + 1}) c`
  return boundedCount(row.count)
}

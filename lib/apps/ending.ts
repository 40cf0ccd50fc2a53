import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { appCommand, command } from '@/lib/command'
import { conflict, expired, invalid, notFound, violatedConstraint } from '@/lib/errors'
import { type BoundedCount, boundedCount, COUNT_BOUND, pageOf, readCursor } from '@/lib/paging'
import { type Access, can, resolve } from '@/lib/permissions/decide'
import { guard, guardSight } from '@/lib/permissions/guard'
import { appQuery, query } from '@/lib/query'
import { words } from '@/messages/words'
import { DeleteAppInput, DeletedAppsSearch, RestoreAppInput } from './schemas'

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

/**
 * Brings a deleted app back as it was, with everybody who was given it then and still is. Throws `expired` after its 30 days, `conflict`
 * naming `handle` where another app has its ID by now. Saying it twice is no error.
 */
export const restoreApp = command({
  name: 'restoreApp',
  permission: 'app.viewList',
  input: RestoreAppInput,
  async run({ sql, input, account, access }) {
    const [app] = await sql<[DeletedRow?]>`
      select id, handle, name, deleted_at, restorable_until from apps
       where org_id = ${account.id}::uuid and id = ${input.appId}::uuid for update`
    guard(amongDeleted(access, account.id, input.appId), 'app.restore')
    if (!app) throw notFound('app')
    const handle = input.handle ?? app.handle
    const result = { account: account.handle, handle, name: app.name }
    if (!app.deleted_at) return { result: { ...result, handle: app.handle }, audit: [] }
    if (!app.restorable_until || new Date(app.restorable_until).getTime() <= Date.now())
      throw expired(words('apps.restore.tooLate', { app: app.name, days: APP_RESTORABLE_DAYS }))
    await sql`
      update apps set handle = ${handle}, deleted_at = null, deleted_by = null, deleted_change = null, restorable_until = null
       where org_id = ${account.id}::uuid and id = ${app.id}::uuid`.catch(idTaken)
    return {
      result,
      audit: [
        {
          event: 'app.restored',
          target: targetOf(app),
          ...(handle === app.handle ? {} : { before: { handle: app.handle }, after: { handle } }),
        },
      ],
    }
  },
})

type DeletedRow = {
  id: string
  handle: string
  name: string
  description: string
  deleted_at: string | Date | null
  deleted_by: string | null
  restorable_until: string | Date | null
  is_taken: boolean
  deleted_key: string
}

const PAGE = 25

/** The deleted apps of the account that can still be restored, the latest first. */
export const listDeletedApps = query({
  name: 'listDeletedApps',
  permission: 'app.viewList',
  input: DeletedAppsSearch,
  async run({ sql, input, account, access }) {
    guardSight(amongDeleted(access, account.id), 'app.restore')
    const read = readCursor(input.cursor)
    const cursor = read && Keys.safeParse(read.values).success ? read : null
    const isUp = cursor?.toward === 'before'
    const [at = null, id = null] = cursor?.values ?? []
    const beyond = cursor
      ? sql`and (a.deleted_at, a.id) ${isUp ? sql`>` : sql`<`} (${at}::timestamptz, ${id}::uuid)`
      : sql``
    const order = isUp ? sql`a.deleted_at, a.id` : sql`a.deleted_at desc, a.id desc`
    const rows = await sql<DeletedRow[]>`
      select a.id, a.handle, a.name, a.description, a.deleted_at, a.restorable_until, m.first_name || ' ' || m.last_name as deleted_by,
             not app_id_is_free(a.handle) as is_taken,
             to_char(a.deleted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as deleted_key
        from apps a
        left join lateral (select first_name, last_name from members m where m.org_id = a.org_id and m.user_id = a.deleted_by limit 1) m on true
       where a.org_id = ${account.id}::uuid and a.deleted_at is not null and a.restorable_until > now() ${beyond}
       order by ${order} limit ${PAGE + 1}`
    const page = pageOf([...rows], PAGE, cursor, (row) => [row.deleted_key, row.id])
    return {
      ...page,
      account: account.handle,
      name: account.name,
      rows: page.rows.map((row) => ({
        id: row.id,
        handle: row.handle,
        name: row.name,
        description: row.description,
        deletedAt: new Date(row.deleted_at ?? 0),
        deletedBy: row.deleted_by,
        restorableUntil: new Date(row.restorable_until ?? 0),
        isIdTaken: row.is_taken,
      })),
    }
  },
})
export type DeletedApps = Awaited<ReturnType<typeof listDeletedApps>>

const Keys = z.tuple([z.iso.datetime().refine((at) => !at.startsWith('0000')), z.uuid()])

/** A deleted app cannot be entered: what the viewer may do with one follows from what they may do with every app of the account. */
export function amongDeleted(access: Access, accountId: string, appId = ''): Access {
  const app = { id: appId, ownerId: accountId, visibility: 'private' as const }
  return resolve({ ...access.facts, app, teamGrants: [], scopeGrants: [] })
}

export const mayRestore = (access: Access, accountId: string) =>
  can(amongDeleted(access, accountId), 'app.restore')

/** How the history names an app. */
export const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'app', id, name })

/** Turns an ID that another app has, or that leads to one, into a `conflict` that names the field. */
export function idTaken(error: unknown): never {
  if (violatedConstraint(error) === 'apps_handle')
    throw conflict(words('apps.idTaken'), { handle: words('apps.idTakenField') })
  throw error
}

async function counted(sql: Connection, rows: ReturnType<Connection>): Promise<BoundedCount> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::integer as count from (${rows} limit ${COUNT_BOUND + 1}) c`
  return boundedCount(row.count)
}

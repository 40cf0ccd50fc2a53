import 'server-only'
import { command } from '@/lib/command'
import { expired, notFound } from '@/lib/errors'
import { cursorOf, pageOf } from '@/lib/paging'
import { type Access, can, resolve } from '@/lib/permissions/decide'
import { guard, guardSight } from '@/lib/permissions/guard'
import { query } from '@/lib/query'
import { words } from '@/messages/words'
import { APP_RESTORABLE_DAYS, targetOf } from './ending'
import { DeletedAppsSearch, RestoreAppInput } from './schemas'
import { idTaken } from './taken'

type Restorable = {
  id: string
  handle: string
  name: string
  deleted_at: string | Date | null
  restorable_until: string | Date | null
}

/**
 * Brings a deleted app back as it was, under its ID, which was held for it, with everybody who was given it then and still is. Throws
 * `expired` after its 30 days. Saying it twice is no error.
 */
export const restoreApp = command({
  name: 'restoreApp',
  permission: 'app.viewList',
  input: RestoreAppInput,
  async run({ sql, input, account, access }) {
    const [app] = await sql<[Restorable?]>`select * from restorable_app(${input.appId}::uuid)`
    guard(amongDeleted(access, account.id, app !== undefined), 'app.restore')
    if (!app) throw notFound('app')
    const result = { account: account.handle, handle: app.handle, name: app.name }
    if (!app.deleted_at) return { result, audit: [] }
    if (!app.restorable_until || new Date(app.restorable_until).getTime() <= Date.now())
      throw expired(words('apps.restore.tooLate', { app: app.name, days: APP_RESTORABLE_DAYS }))
    await sql`select restore_app(${app.id}::uuid)`.catch(idTaken({ seesDeleted: false }))
    return { result, audit: [{ event: 'app.restored', target: targetOf(app) }] }
  },
})

type DeletedRow = Restorable & { description: string; deleted_by: string | null; deleted_key: string }

const PAGE = 25

/** The deleted apps of the account that can still be restored, the latest first: to who is restricted, those of their teams. */
export const listDeletedApps = query({
  name: 'listDeletedApps',
  permission: 'app.viewList',
  input: DeletedAppsSearch,
  async run({ sql, input, account, access }) {
    guardSight(amongDeleted(access, account.id, true), 'app.restore')
    const cursor = cursorOf(input.cursor, ['instant', 'uuid'])
    const [at = null, id = null] = cursor?.values ?? []
    const rows = await sql<DeletedRow[]>`
      select * from deleted_apps(${cursor?.toward === 'before'}, ${at}::timestamptz, ${id}::uuid, ${PAGE + 1})`
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
      })),
    }
  },
})
export type DeletedApps = Awaited<ReturnType<typeof listDeletedApps>>

/** Whether the viewer sees deleted apps of the account at all: to who is restricted, `of` says whether those of others count. */
export const mayRestore = (access: Access, accountId: string, of: 'theirs' | 'all' = 'theirs') =>
  can(amongDeleted(access, accountId, of === 'theirs'), 'app.restore')

/**
 * A deleted app cannot be entered: what the viewer may do with one follows from what they may do with every app of the account, and,
 * where they are restricted to apps of their teams, from whether it is one of these.
 */
function amongDeleted(access: Access, accountId: string, isGiven: boolean): Access {
  const { restrictedTeams } = access.facts
  const given = isGiven ? restrictedTeams.map((team) => ({ ...team, isRestricted: true })) : []
  return resolve({
    ...access.facts,
    app: { id: '', ownerId: accountId, visibility: 'private' },
    teamGrants: given.map((team) => ({ team, gives: 'labeler_worker', since: new Date(0), until: null })),
    scopeGrants: [],
  })
}

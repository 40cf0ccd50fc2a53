import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { boundedCount, COUNT_BOUND, cursorOf, pageOf } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import { type QueryContext, query } from '@/lib/query'
import { SearchInput } from '@/lib/search/schemas'
import { isStorable } from '@/lib/storable'
import { mayRestore } from './deleted'
import { accessTo, type Fetched, shown } from './rows'
import { AppHandle, AppsSearch, AppsWalk } from './schemas'

type Context = QueryContext<AppsSearch>
type Walk = QueryContext<Pick<AppsSearch, 'q' | 'sort' | 'dir' | 'cursor'> & { size: number }>

/**
 * "Apps I can see": what the viewer was given in the account, one page in keyset order, pinned ones above the first page. One query
 * (SQL function `my_apps`), whose cost does not grow with the organization. Each row says through what it was given.
 */
export const listApps = query({
  name: 'listApps',
  permission: 'app.viewList',
  input: AppsSearch,
  async run(context) {
    const { page, pinned, total, matching } = await fetchPage(context, 'rest')
    const isFirst = page.previous === null
    return {
      ...page,
      rows: [...(isFirst ? pinned : []), ...page.rows].map((row) => shown(row, context)),
      total: boundedCount(total),
      matching: boundedCount(matching),
      search: context.input,
      account: accountOf(context),
      can: abilities(context),
    }
  },
})

/** The apps that the viewer has starred and is still given. */
export const listStarredApps = query({
  name: 'listStarredApps',
  permission: 'app.viewList',
  input: AppsSearch,
  async run(context) {
    const { page } = await fetchPage(context, 'star')
    return {
      ...page,
      rows: page.rows.map((row) => shown(row, context)),
      total: null,
      matching: null,
      search: context.input,
      account: accountOf(context),
      can: abilities(context),
    }
  },
})

/** The same apps as a program walks through them: pins stand where the order puts them, and what leads to each is left out. */
export const walkApps = query({
  name: 'walkApps',
  permission: 'app.viewList',
  input: AppsWalk,
  async run(context) {
    const { page } = await fetchPage(context, 'all')
    const rows = page.rows.map((row) => ({
      handle: row.handle,
      name: row.name,
      description: row.description,
      visibility: row.visibility,
      defaultLanguage: row.default_language,
      baseWorkflow: can(accessTo(row, context), 'baseWorkflow.view') ? row.base_workflow : null,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }))
    return { account: context.account.handle, rows, next: page.next }
  },
})

/** What the tabs beside the list, and the page to create an app, need to know. */
export const getAppsPlace = query({
  name: 'getAppsPlace',
  permission: 'app.viewList',
  input: z.object({}),
  run: async (context) => ({
    handle: context.account.handle,
    name: context.account.name,
    kind: context.account.kind,
    total: boundedCount(await countApps(context.sql)),
    can: abilities(context),
  }),
})
export type AppsPlace = Awaited<ReturnType<typeof getAppsPlace>>

/** Refused to who may create no apps in the account. */
export const checkCreating = query({
  name: 'checkCreating',
  permission: 'app.create',
  input: z.object({}),
  run: async ({ account }) => ({ handle: account.handle, name: account.name, kind: account.kind }),
})

export type FoundApp = { id: string; handle: string; name: string }

/** The apps that the viewer was given in whose name, ID or description `q` stands, by name, at most eight. */
export const findApps = query({
  name: 'findApps',
  permission: 'app.viewList',
  input: SearchInput,
  async run({ sql, input: { q } }): Promise<FoundApp[]> {
    if (q === '') return []
    const rows = await sql<Fetched[]>`select * from my_apps('all', ${q}, 'name', true, null, null, 8)`
    return rows.map(({ id, handle, name }) => ({ id, handle, name }))
  },
})

/**
 * Whether an ID can still be had for an app, and, to who sees deleted apps, until when one of these holds it. What does not fit the rules is
 * not free either.
 */
export const findFreeAppId = query({
  name: 'findFreeAppId',
  permission: 'app.create',
  input: z.object({ handle: z.string().max(200).refine(isStorable) }),
  async run({ sql, input: { handle }, access, account }) {
    const fits = AppHandle.safeParse(handle)
    if (!fits.success) return { isFree: false, heldUntil: null }
    const [row] = await sql<{ is_free: boolean; held_until: string | null }[]>`
      select * from free_app_id(${fits.data})`
    const isTold = row?.held_until && mayRestore(access, account.id, 'all')
    return { isFree: row?.is_free ?? false, heldUntil: isTold ? new Date(row.held_until ?? 0) : null }
  },
})

const accountOf = ({ account: { handle, name, kind } }: Pick<Context, 'account'>) => ({ handle, name, kind })

function abilities({ access, account }: Pick<Context, 'access' | 'account'>) {
  const { facts } = access
  return {
    create: can(access, 'app.create'),
    /** Whether deleted apps are theirs to see and restore. */
    restore: mayRestore(access, account.id),
    /** Whether every app of the account is in the list. */
    seesAll:
      facts.account.isOwn ||
      (facts.membership !== null &&
        facts.restrictedTeams.length === 0 &&
        facts.membership.role !== 'team_contributor'),
  }
}

type Counted = { total: number; matching: number }
/** Where nothing is on the page, one row without an app says how many there are. */
type Row = (Fetched | { [column in keyof Fetched]: null }) & Counted
const isApp = (row: Row): row is Fetched & Counted => row.id !== null

/** The page, the pinned ones above it should it turn out to be the first, and how many there are: in one statement. */
async function fetchPage({ sql, input }: Walk, among: 'rest' | 'star' | 'all') {
  const cursor = cursorOf(input.cursor, [input.sort === 'updated' ? 'instant' : 'text', 'uuid'])
  const [key = null, id = null] = cursor?.values ?? []
  const isBackward = cursor?.toward === 'before'
  const isUp = (input.dir === 'asc') !== isBackward
  const isList = among === 'rest'
  const rows = await sql<Row[]>`
    select * from my_apps(${among}, ${input.q}, ${input.sort}, ${isUp}, ${key}, ${id}::uuid, ${input.size + 1},
                          ${isList && cursor?.toward !== 'after'}, ${isList ? COUNT_BOUND + 1 : 0})`
  const apps = rows.filter(isApp)
  const pinned = apps.filter((row) => isList && row.is_pinned)
  const rest = apps.slice(pinned.length)
  return {
    page: pageOf(rest, input.size, cursor, (row) => [row.sort_key, row.id]),
    pinned: isBackward ? pinned.reverse() : pinned,
    total: rows[0]?.total ?? 0,
    matching: rows[0]?.matching ?? 0,
  }
}

async function countApps(sql: Connection): Promise<number> {
  const [row] = await sql<[{ n: number }]>`select count_my_apps(${COUNT_BOUND + 1}) as n`
  return row.n
}

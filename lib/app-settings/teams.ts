import 'server-only'
import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { isHandle } from '@/lib/handles'
import { cursorOf, pageOf } from '@/lib/paging'
import { can } from '@/lib/permissions/decide'
import type { TeamPermission } from '@/lib/permissions/rules'
import { appQuery } from '@/lib/query'
import { isStorable } from '@/lib/storable'

/** A team that reaches an app. */
export type TeamOfApp = {
  id: string
  handle: string
  name: string
  isRestricted: boolean
  permission: TeamPermission
  until: Date | null
}
/** A team that could be given the app. */
export type TeamToAdd = Pick<TeamOfApp, 'id' | 'handle' | 'name' | 'isRestricted' | 'permission'>

const PAGE = 25
const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const text = (most: number) =>
  z.preprocess(one, z.string().trim().max(most).refine(isStorable).optional().catch(undefined))

/** Where a page of teams begins, by name. */
function afterOf(cursor: string | undefined): { name: string; id: string } | null {
  const [name, id] = cursorOf(cursor, ['text', 'uuid'])?.values ?? []
  return name !== undefined && id !== undefined ? { name, id } : null
}

type Row = Omit<TeamOfApp, 'until'> & { until: string | null; sort_name: string }

/** The teams with access to the app, one page of them in the order of their names. */
export const listTeamsOfApp = appQuery({
  name: 'listTeamsOfApp',
  permission: 'team.view',
  input: z.object({ cursor: text(2000) }),
  async run({ sql, app, account, access, input }) {
    const after = afterOf(input.cursor)
    const rows = await sql<Row[]>`
      select t.id, t.handle, t.name, t.is_restricted as "isRestricted", ta.permission, ta.expires_at as until, t.sort_name
        from team_apps ta join teams t on t.org_id = ta.org_id and t.id = ta.team_id and t.deleted_at is null
       where ta.org_id = ${account.id}::uuid and ta.app_id = ${app.id}::uuid and ta.ended_at is null
         and (ta.expires_at is null or ta.expires_at > now())
         ${after ? sql`and (t.sort_name, t.id) > (${after.name}, ${after.id}::uuid)` : sql``}
       order by t.sort_name, t.id limit ${PAGE + 1}`
    const page = pageOf(rows, PAGE, null, (row) => [row.sort_name, row.id])
    return {
      rows: page.rows.map(dated),
      next: page.next,
      isFirst: after === null,
      canEdit: can(access, 'team.addApps'),
    }
  },
})
export type TeamsOfApp = Awaited<ReturnType<typeof listTeamsOfApp>>

/** What one team was given on the app. Throws `not_found` where it has it not. */
export const getTeamOfApp = appQuery({
  name: 'getTeamOfApp',
  permission: 'team.addApps',
  input: z.object({ team: z.string().max(100) }),
  async run({ sql, app, account, input }) {
    if (!isHandle(input.team)) throw notFound()
    const [row] = await sql<[Row?]>`
      select t.id, t.handle, t.name, t.is_restricted as "isRestricted", ta.permission, ta.expires_at as until, t.sort_name
        from teams t
        join team_apps ta on ta.org_id = t.org_id and ta.team_id = t.id and ta.app_id = ${app.id}::uuid and ta.ended_at is null
                         and (ta.expires_at is null or ta.expires_at > now())
       where t.org_id = ${account.id}::uuid and t.handle = ${input.team.toLowerCase()} and t.deleted_at is null`
    if (!row) throw notFound()
    return { account, app, team: dated(row) }
  },
})

/** Teams that have the app not yet, found by name or ID, one page of them. */
export const findTeamsForApp = appQuery({
  name: 'findTeamsForApp',
  permission: 'team.addApps',
  input: z.object({ q: text(100), cursor: text(2000) }),
  async run({ sql, app, account, input }) {
    const after = afterOf(input.cursor)
    const rows = await sql<(TeamToAdd & { sort_name: string })[]>`
      select t.id, t.handle, t.name, t.is_restricted as "isRestricted", t.permission, t.sort_name
        from teams t
       where t.org_id = ${account.id}::uuid and t.deleted_at is null
         and not exists (select from team_apps ta where ta.org_id = t.org_id and ta.team_id = t.id and ta.app_id = ${app.id}::uuid
                            and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now()))
         ${input.q ? sql`and strpos(t.search_text, ${input.q.toLowerCase()}) > 0` : sql``}
         ${after ? sql`and (t.sort_name, t.id) > (${after.name}, ${after.id}::uuid)` : sql``}
       order by t.sort_name, t.id limit ${PAGE + 1}`
    const page = pageOf(rows, PAGE, null, (row) => [row.sort_name, row.id])
    return {
      account,
      app,
      rows: page.rows.map(({ sort_name: _name, ...team }): TeamToAdd => team),
      next: page.next,
      q: input.q ?? '',
    }
  },
})
export type TeamsForApp = Awaited<ReturnType<typeof findTeamsForApp>>

const dated = ({ until, sort_name: _name, ...team }: Row): TeamOfApp => ({
  ...team,
  until: until ? new Date(until) : null,
})

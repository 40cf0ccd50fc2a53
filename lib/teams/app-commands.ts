import 'server-only'
import type { Connection } from '@/db/client'
import type { AuditEntry } from '@/lib/audit/entry'
import { type CommandContext, command } from '@/lib/command'
import { conflict, forbidden, invalid, notFound } from '@/lib/errors'
import { listed } from '@/lib/members/memberships'
import { mayGrantTeamPermission } from '@/lib/permissions/decide'
import type { TeamPermission } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { iso, lockTeam, lockTeams, momentNow, NAMED, type Team } from './locking'
import { AddTeamAppsInput, ChangeTeamAppInput, RemoveTeamAppsInput } from './schemas'

type App = { id: string; handle: string; name: string }
type Pair = { team: Team; app: App; permission: TeamPermission }

/**
 * Gives each of these teams each of these apps of the organization, until a date or for good. What a team has already stays as it is;
 * what is gone is left out; both are counted. From a team's page with one team, from an app's settings with one app. Throws `forbidden`
 * for a permission that is not the caller's to give.
 */
export const addTeamApps = command({
  name: 'addTeamApps',
  permission: 'team.addApps',
  input: AddTeamAppsInput,
  async run(context) {
    const { sql, input, change } = context
    if (input.teams.length === 0) throw invalid({ teams: words('teams.apps.chooseTeam') })
    if (input.apps.length === 0) throw invalid({ apps: words('teams.apps.chooseApp') })
    const teams = await lockTeams(sql, input.teams)
    const apps = await sql<App[]>`
      select id, handle, name from apps
       where org_id = current_tenant() and deleted_at is null and id = any(${listed(input.apps)}::uuid[])
       order by sort_name, id for share` // an app that is being deleted is waited for
    const pairs = pairsOf(context, teams, apps)
    await endExpired(sql, pairs, change)
    const added = await begin(context, pairs)
    return {
      result: {
        change,
        done: added.length,
        teams: teams.slice(0, NAMED).map(({ name }) => name),
        apps: added.slice(0, NAMED).map(({ app }) => app.name),
        already: pairs.length - added.length,
        gone: input.teams.length * input.apps.length - pairs.length,
      },
      audit: added.map(
        ({ team, app, permission }): AuditEntry => ({
          event: 'team.appAdded',
          target: appTarget(app),
          after: { team: team.name, permission, ...untilOf(input.until) },
        }),
      ),
    }
  },
})

/** Gives a team's app another permission or end date: the grant ends and begins anew. Throws `conflict` where the team has it no more. */
export const changeTeamApp = command({
  name: 'changeTeamApp',
  permission: 'team.addApps',
  input: ChangeTeamAppInput,
  async run(context) {
    const { sql, input, person, change, access } = context
    const team = await lockTeam(sql, input.teamId)
    const at = await momentNow(sql)
    const [one] = await sql<[(App & { permission: TeamPermission; until: string | null }) | undefined]>`
      select p.id, p.handle, p.name, ta.permission, ta.expires_at as until
        from team_apps ta join apps p on p.org_id = ta.org_id and p.id = ta.app_id and p.deleted_at is null
       where ta.org_id = current_tenant() and ta.team_id = ${team.id}::uuid and ta.app_id = ${input.appId}::uuid and ta.ended_at is null
         and (ta.expires_at is null or ta.expires_at > now())`
    if (!one) throw conflict(words('teams.apps.notInTeam'))
    const was = { permission: one.permission, until: one.until === null ? null : new Date(one.until) }
    const now = {
      permission: input.permission ?? was.permission,
      until: input.until === undefined ? was.until : input.until,
    }
    const result = { team: team.name, app: one.name, ...now }
    if (was.permission === now.permission && was.until?.getTime() === now.until?.getTime())
      return { result, audit: [] }
    if (!mayGrantTeamPermission(access, now.permission)) throw notYours()
    await sql`
      update team_apps set ended_at = ${at}::text::timestamptz, ended_by = ${person.id}::uuid, ended_change = ${change}::uuid
       where org_id = current_tenant() and team_id = ${team.id}::uuid and app_id = ${one.id}::uuid and ended_at is null`
    await sql`
      insert into team_apps (org_id, team_id, app_id, permission, expires_at, started_at, started_by, started_change)
      values (current_tenant(), ${team.id}::uuid, ${one.id}::uuid, ${now.permission}, ${iso(now.until)}::timestamptz, ${at}::text::timestamptz,
              ${person.id}::uuid, ${change}::uuid)`
    const said = ({ permission, until }: typeof now) => ({
      team: team.name,
      permission,
      until: iso(until),
    })
    return {
      result,
      audit: [{ event: 'team.appChanged', target: appTarget(one), before: said(was), after: said(now) }],
    }
  },
})

/** Takes each of these apps from each of these teams. `change` in the result is what undoing names. */
export const removeTeamApps = command({
  name: 'removeTeamApps',
  permission: 'team.addApps',
  input: RemoveTeamAppsInput,
  async run({ sql, input, person, change }) {
    if (input.teams.length === 0) throw invalid({ teams: words('teams.apps.chooseTeam') })
    if (input.apps.length === 0) throw invalid({ apps: words('teams.apps.chooseApp') })
    const teams = await lockTeams(sql, input.teams)
    if (teams.length === 0) throw notFound('team')
    const at = await momentNow(sql)
    const ended = await sql<{ team_id: string; app_id: string; permission: TeamPermission; name: string }[]>`
      update team_apps ta
         set ended_at = least(${at}::text::timestamptz, ta.expires_at), ended_by = ${person.id}::uuid, ended_change = ${change}::uuid
        from apps p
       where ta.org_id = current_tenant() and ta.team_id = any(${listed(teams.map(({ id }) => id))}::uuid[])
         and ta.app_id = any(${listed(input.apps)}::uuid[]) and ta.ended_at is null and p.org_id = ta.org_id and p.id = ta.app_id
      returning ta.team_id, ta.app_id, ta.permission, p.name`
    const nameOf = new Map(teams.map(({ id, name }) => [id, name]))
    return {
      result: {
        change,
        teamId: teams[0]?.id ?? '',
        teams: teams.slice(0, NAMED).map(({ name }) => name),
        done: ended.length,
        apps: [...new Set(ended.map(({ name }) => name))].slice(0, NAMED),
      },
      audit: ended.map(
        (one): AuditEntry => ({
          event: 'team.appRemoved',
          target: appTarget({ id: one.app_id, name: one.name }),
          before: { team: nameOf.get(one.team_id), permission: one.permission },
        }),
      ),
    }
  },
})

function pairsOf({ input, access }: CommandContext<AddTeamAppsInput>, teams: Team[], apps: App[]): Pair[] {
  const said = new Map(input.permissions)
  const pairs = teams.flatMap((team) =>
    apps.map((app) => ({
      team,
      app,
      permission: said.get(app.id) ?? said.get(team.id) ?? input.permission ?? team.permission,
    })),
  )
  if (!pairs.every(({ permission }) => mayGrantTeamPermission(access, permission))) throw notYours()
  return pairs
}

/** What ran out still stands in the way of beginning anew: it ends at its own time. Under the locks of the teams. */
export async function endExpired(
  sql: Connection,
  pairs: readonly { team: { id: string }; app: { id: string } }[],
  change: string,
): Promise<void> {
  await sql`
    update team_apps ta set ended_at = ta.expires_at, ended_change = ${change}::uuid
      from jsonb_to_recordset(${keysOf(pairs)}::text::jsonb) as w(team_id uuid, app_id uuid)
     where ta.org_id = current_tenant() and ta.team_id = w.team_id and ta.app_id = w.app_id and ta.ended_at is null
       and ta.expires_at <= now()`
}

async function begin(
  { sql, person, change, input }: CommandContext<AddTeamAppsInput>,
  pairs: Pair[],
): Promise<Pair[]> {
  const at = await momentNow(sql)
  const begun = await sql<{ team_id: string; app_id: string }[]>`
    insert into team_apps (org_id, team_id, app_id, permission, expires_at, started_at, started_by, started_change)
    select current_tenant(), w.team_id, w.app_id, w.permission, ${iso(input.until)}::timestamptz, ${at}::text::timestamptz, ${person.id}::uuid, ${change}::uuid
      from jsonb_to_recordset(${keysOf(pairs)}::text::jsonb) as w(team_id uuid, app_id uuid, permission text)
    on conflict (app_id, team_id) where ended_at is null do nothing
    returning team_id, app_id`
  const isNew = new Set(begun.map((row) => `${row.team_id} ${row.app_id}`))
  return pairs.filter(({ team, app }) => isNew.has(`${team.id} ${app.id}`))
}

const keysOf = (
  pairs: readonly { team: { id: string }; app: { id: string }; permission?: TeamPermission }[],
) =>
  JSON.stringify(pairs.map(({ team, app, permission }) => ({ team_id: team.id, app_id: app.id, permission })))

const appTarget = ({ id, name }: Pick<App, 'id' | 'name'>) => ({ kind: 'app', id, name })
const untilOf = (until: Date | null) => (until ? { until: until.toISOString() } : {})
const notYours = () => forbidden(words('teams.apps.notYoursToGive'), 'team.addApps')

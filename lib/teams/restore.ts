import 'server-only'
import type { AuditEntry } from '@/lib/audit/entry'
import { type CommandContext, command } from '@/lib/command'
import { conflict, notFound } from '@/lib/errors'
import { listed, lockAdmins } from '@/lib/members/memberships'
import { mayGrantTeamPermission } from '@/lib/permissions/decide'
import { guard } from '@/lib/permissions/guard'
import { TEAM_PERMISSIONS } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { endExpired as endExpiredApps } from './app-commands'
import { taken } from './commands'
import { type Team, targetOf } from './locking'
import { endExpired, membersAmong } from './member-commands'
import { RestoreToTeamInput } from './schemas'
import { tellTeam } from './tell'

type Context = CommandContext<typeof RestoreToTeamInput._output>
type Deleted = Team & { deletedChange: string | null }

/**
 * Undoes what one change ended in a team: its deletion, or that people or apps were taken out. Who is no member any more, what app is gone
 * and whose time ran out stays away. Doing it twice changes nothing the second time. Throws `conflict` where nothing comes back, or the
 * ID of a deleted team is another's by now.
 */
export const restoreToTeam = command({
  name: 'restoreToTeam',
  permission: 'team.manage',
  input: RestoreToTeamInput,
  async run(context) {
    const { sql, access, input } = context
    guard(access, 'team.addMembers')
    guard(access, 'team.addApps')
    const { at } = await lockAdmins(sql)
    const [team] = await sql<[Deleted?]>`
      select id, handle, name, permission, is_restricted as "isRestricted", deleted_change as "deletedChange" from teams
       where org_id = current_tenant() and id = ${input.teamId}::uuid for no key update`
    if (!team || (team.deletedChange !== null && team.deletedChange !== input.change)) throw notFound('team')
    const isBack = team.deletedChange !== null
    if (isBack)
      await sql`
        update teams set deleted_at = null, deleted_by = null, deleted_change = null
         where org_id = current_tenant() and id = ${team.id}::uuid`.catch(idTaken)
    const people = await restorePeople(context, team, at)
    const apps = await restoreApps(context, team, at)
    if (!isBack && people.length + apps.length === 0) throw conflict(words('teams.commands.nothingToRestore'))
    const entry: AuditEntry = {
      event: 'team.restored',
      target: targetOf(team),
      after: { team: team.name, members: people.length, apps: apps.length },
    }
    return {
      result: { handle: team.handle, team: team.name, isBack, people: people.length, apps: apps.length },
      audit: [entry],
      notices: tellTeam(context, team, 'team.memberAdded', people),
    }
  },
})

async function restorePeople({ sql, person, change, input }: Context, team: Team, at: string) {
  const ended = await sql<{ user_id: string }[]>`
    select user_id from team_members
     where org_id = current_tenant() and ended_change = ${input.change}::uuid and team_id = ${team.id}::uuid`
  const people = await membersAmong(
    sql,
    ended.map(({ user_id }) => user_id),
  )
  await endExpired(sql, team, people, change)
  const begun = await sql<{ user_id: string }[]>`
    insert into team_members (org_id, team_id, user_id, expires_at, started_at, started_by, started_change)
    select tm.org_id, tm.team_id, tm.user_id, tm.expires_at, ${at}::text::timestamptz, ${person.id}::uuid, ${change}::uuid
      from team_members tm
     where tm.org_id = current_tenant() and tm.ended_change = ${input.change}::uuid and tm.team_id = ${team.id}::uuid
       and tm.user_id = any(${listed(people.map(({ userId }) => userId))}::uuid[]) and (tm.expires_at is null or tm.expires_at > now())
    on conflict (team_id, user_id) where ended_at is null do nothing returning user_id`
  return begun.map(({ user_id }) => user_id)
}

async function restoreApps({ sql, person, change, input, access }: Context, team: Team, at: string) {
  const mine = TEAM_PERMISSIONS.flatMap(({ key }) => (mayGrantTeamPermission(access, key) ? [key] : []))
  const ended = await sql<{ id: string }[]>`
    select p.id from team_apps ta join apps p on p.org_id = ta.org_id and p.id = ta.app_id and p.deleted_at is null
     where ta.org_id = current_tenant() and ta.ended_change = ${input.change}::uuid and ta.team_id = ${team.id}::uuid
     order by p.id for share of p`
  await endExpiredApps(
    sql,
    ended.map(({ id }) => ({ team, app: { id } })),
    change,
  )
  const begun = await sql<{ app_id: string }[]>`
    insert into team_apps (org_id, team_id, app_id, permission, expires_at, started_at, started_by, started_change)
    select ta.org_id, ta.team_id, ta.app_id, ta.permission, ta.expires_at, ${at}::text::timestamptz, ${person.id}::uuid, ${change}::uuid
      from team_apps ta
     where ta.org_id = current_tenant() and ta.ended_change = ${input.change}::uuid and ta.team_id = ${team.id}::uuid
       and ta.app_id = any(${listed(ended.map(({ id }) => id))}::uuid[]) and ta.permission = any(${mine}::text[])
       and (ta.expires_at is null or ta.expires_at > now())
    on conflict (app_id, team_id) where ended_at is null do nothing returning app_id`
  return begun.map(({ app_id }) => app_id)
}

function idTaken(error: unknown): never {
  try {
    return taken(error)
  } catch (told) {
    throw told === error ? error : conflict(words('teams.commands.restoreIdTaken'))
  }
}

import 'server-only'
import { changesOf } from '@/lib/audit/changes'
import { command } from '@/lib/command'
import { conflict, violatedConstraint } from '@/lib/errors'
import { lockAdmins } from '@/lib/members/memberships'
import { words } from '@/messages/words'
import { lockTeam, targetOf } from './locking'
import { CreateTeamInput, DeleteTeamInput, UpdateTeamInput } from './schemas'
import { tellTeam } from './tell'

/** Makes a team. Throws `conflict` naming the field where the ID is another team's. */
export const createTeam = command({
  name: 'createTeam',
  permission: 'team.manage',
  input: CreateTeamInput,
  async run({ sql, input, account, person }) {
    const { handle, name, permission, isRestricted } = input
    const [team] = await sql<[{ id: string }]>`
      insert into teams (org_id, handle, name, permission, is_restricted, created_by)
      values (${account.id}::uuid, ${handle}, ${name}, ${permission}, ${isRestricted}, ${person.id}::uuid) returning id`.catch(
      taken,
    )
    return {
      result: { id: team.id, handle, name },
      audit: [
        {
          event: 'team.created',
          target: targetOf({ id: team.id, name }),
          after: { name, handle, permission, isRestricted },
        },
      ],
    }
  },
})

/** Changes a team's name, the permission that new apps begin with, or whether it is restricted. Apps it has keep their permission. */
export const updateTeam = command({
  name: 'updateTeam',
  permission: 'team.manage',
  input: UpdateTeamInput,
  async run({ sql, input }) {
    const team = await lockTeam(sql, input.teamId)
    const before = { name: team.name, permission: team.permission, isRestricted: team.isRestricted }
    const after = {
      name: input.name ?? team.name,
      permission: input.permission ?? team.permission,
      isRestricted: input.restricted === undefined ? team.isRestricted : input.restricted === '1',
    }
    const result = { handle: team.handle, ...after }
    const changes = changesOf(before, after)
    if (!changes) return { result, audit: [] }
    await sql`
      update teams set name = ${after.name}, permission = ${after.permission}, is_restricted = ${after.isRestricted}
       where org_id = current_tenant() and id = ${team.id}::uuid`
    return {
      result,
      audit: [{ event: 'team.updated', target: targetOf({ id: team.id, name: after.name }), ...changes }],
    }
  },
})

/**
 * Deletes a team: everybody's membership in it and every app it was given end with it. Its ID is free again. `change` in the result is
 * what undoing names.
 */
export const deleteTeam = command({
  name: 'deleteTeam',
  permission: 'team.manage',
  input: DeleteTeamInput,
  async run(context) {
    const { sql, input, person, change } = context
    const { at } = await lockAdmins(sql)
    const team = await lockTeam(sql, input.teamId)
    const [people, apps] = [
      await sql<{ user_id: string; isCounted: boolean }[]>`
        update team_members set ended_at = least(${at}::text::timestamptz, expires_at), ended_by = ${person.id}::uuid, ended_change = ${change}::uuid
         where org_id = current_tenant() and team_id = ${team.id}::uuid and ended_at is null
        returning user_id, (expires_at is null or expires_at > now()) as "isCounted"`,
      await sql`
        update team_apps set ended_at = least(${at}::text::timestamptz, expires_at), ended_by = ${person.id}::uuid, ended_change = ${change}::uuid
         where org_id = current_tenant() and team_id = ${team.id}::uuid and ended_at is null`,
    ]
    await sql`
      update teams set deleted_at = ${at}::text::timestamptz, deleted_by = ${person.id}::uuid, deleted_change = ${change}::uuid
       where org_id = current_tenant() and id = ${team.id}::uuid`
    const { id, handle, name, permission } = team
    const leaving = people.filter(({ isCounted }) => isCounted).map(({ user_id }) => user_id)
    return {
      result: { id, handle, name, change },
      audit: [
        {
          event: 'team.deleted',
          target: targetOf(team),
          before: { name, handle, permission, members: people.length, apps: apps.count },
        },
      ],
      notices: tellTeam(context, team, 'team.deleted', leaving),
    }
  },
})

/** Turns an ID that another team has into a `conflict` that names the field. */
export function taken(error: unknown): never {
  if (violatedConstraint(error) !== 'teams_handle') throw error
  throw conflict(words('teams.commands.idTaken'), { handle: words('teams.commands.idTakenField') })
}

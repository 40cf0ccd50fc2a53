import 'server-only'
import type { Connection } from '@/db/client'
import type { AuditEntry } from '@/lib/audit/entry'
import { command } from '@/lib/command'
import { conflict, invalid } from '@/lib/errors'
import { listed, lockAdmins } from '@/lib/members/memberships'
import { words } from '@/messages/words'
import { iso, lockTeam, NAMED, type Team } from './locking'
import { AddTeamMembersInput, ChangeTeamMemberInput, RemoveTeamMembersInput } from './schemas'
import { chosenOfTeam } from './team-members'
import { tellTeam } from './tell'

type Person = { userId: string; name: string }

/**
 * Makes members of the organization members of a team, until a date or for good. Who is in it stays as they are, who is no member of the
 * organization is left out; both are counted. Throws `conflict` where one's own time in the team has run out.
 */
export const addTeamMembers = command({
  name: 'addTeamMembers',
  permission: 'team.addMembers',
  input: AddTeamMembersInput,
  async run(context) {
    const { sql, input, person, change } = context
    if (input.ids.length === 0) throw invalid({ ids: words('teams.members.chooseSomebody') })
    const { at } = await lockAdmins(sql)
    const team = await lockTeam(sql, input.teamId)
    const people = await membersAmong(sql, input.ids)
    const expired = await endExpired(sql, team, people, change)
    if (expired.includes(person.id)) throw conflict(words('teams.members.ownTimeRanOut'))
    const begun = await sql<{ user_id: string }[]>`
      insert into team_members (org_id, team_id, user_id, expires_at, started_at, started_by, started_change)
      select current_tenant(), ${team.id}::uuid, u.id, ${iso(input.until)}::timestamptz, ${at}::text::timestamptz, ${person.id}::uuid, ${change}::uuid
        from unnest(${listed(people.map(({ userId }) => userId))}::uuid[]) u(id)
      on conflict (team_id, user_id) where ended_at is null do nothing
      returning user_id`
    const isNew = new Set(begun.map(({ user_id }) => user_id))
    const added = people.filter(({ userId }) => isNew.has(userId))
    return {
      result: {
        team: team.name,
        handle: team.handle,
        change,
        done: added.length,
        names: added.slice(0, NAMED).map(({ name }) => name),
        already: people.length - added.length,
        gone: input.ids.length - people.length,
      },
      audit: added.map((one) => entryOf('team.memberAdded', team, one, input.until)),
      notices: tellTeam(context, team, 'team.memberAdded', [...isNew]),
    }
  },
})

/** Gives a membership in a team another end date, or none: it ends and begins anew. Nobody extends their own. */
export const changeTeamMember = command({
  name: 'changeTeamMember',
  permission: 'team.addMembers',
  input: ChangeTeamMemberInput,
  async run({ sql, input, person, change }) {
    const { at } = await lockAdmins(sql)
    const team = await lockTeam(sql, input.teamId)
    const [one] = await sql<[(Person & { until: string | null }) | undefined]>`
      select tm.user_id as "userId", m.first_name || ' ' || m.last_name as name, tm.expires_at as until
        from team_members tm join members m on m.org_id = tm.org_id and m.user_id = tm.user_id and m.ended_at is null
       where tm.org_id = current_tenant() and tm.team_id = ${team.id}::uuid and tm.user_id = ${input.userId}::uuid and tm.ended_at is null
         and (tm.expires_at is null or tm.expires_at > now())`
    if (!one) throw conflict(words('teams.members.notInTeam'))
    const was = one.until === null ? null : new Date(one.until)
    const result = { name: one.name, team: team.name, until: input.until }
    if (was?.getTime() === input.until?.getTime()) return { result, audit: [] }
    const isLonger = was !== null && (input.until === null || input.until > was)
    if (one.userId === person.id && isLonger) throw conflict(words('teams.members.nobodyExtendsOwn'))
    await sql`
      update team_members set ended_at = ${at}::text::timestamptz, ended_by = ${person.id}::uuid, ended_change = ${change}::uuid
       where org_id = current_tenant() and team_id = ${team.id}::uuid and user_id = ${one.userId}::uuid and ended_at is null`
    await sql`
      insert into team_members (org_id, team_id, user_id, expires_at, started_at, started_by, started_change)
      values (current_tenant(), ${team.id}::uuid, ${one.userId}::uuid, ${iso(input.until)}::timestamptz, ${at}::text::timestamptz,
              ${person.id}::uuid, ${change}::uuid)`
    return {
      result,
      audit: [
        {
          event: 'team.memberChanged',
          target: memberTarget(one),
          before: { team: team.name, until: iso(was) },
          after: { team: team.name, until: iso(input.until) },
        },
      ],
    }
  },
})

/** Takes people out of a team: those chosen, or all who match. `change` in the result is what undoing names. */
export const removeTeamMembers = command({
  name: 'removeTeamMembers',
  permission: 'team.addMembers',
  input: RemoveTeamMembersInput,
  async run(context) {
    const { sql, input, person, change } = context
    if (!input.all && input.ids.length === 0) throw invalid({ ids: words('teams.members.chooseSomebody') })
    const { at } = await lockAdmins(sql)
    const team = await lockTeam(sql, input.teamId)
    const chosen = await chosenOfTeam(sql, input)
    await sql`
      update team_members set ended_at = least(${at}::text::timestamptz, expires_at), ended_by = ${person.id}::uuid, ended_change = ${change}::uuid
       where org_id = current_tenant() and team_id = ${team.id}::uuid and ended_at is null
         and user_id = any(${listed(chosen.map(({ userId }) => userId))}::uuid[])`
    return {
      result: {
        teamId: team.id,
        team: team.name,
        handle: team.handle,
        change,
        done: chosen.length,
        names: chosen.slice(0, NAMED).map(({ name }) => name),
      },
      audit: chosen.map((one) => entryOf('team.memberRemoved', team, one)),
      notices: tellTeam(
        context,
        team,
        'team.memberRemoved',
        chosen.map(({ userId }) => userId),
      ),
    }
  },
})

/** Of these people those who are members of the entered organization now, by name. Asked under `lockAdmins`, so they stay that. */
export function membersAmong(sql: Connection, ids: readonly string[]): Promise<Person[]> {
  return sql<Person[]>`
    select user_id as "userId", first_name || ' ' || last_name as name from members
     where org_id = current_tenant() and ended_at is null and (expires_at is null or expires_at > now())
       and user_id = any(${listed(ids)}::uuid[])
     order by sort_name, id`
}

/** Ends what ran out and still stands in the way of beginning anew, at its own time. Gives whose that was. */
export async function endExpired(
  sql: Connection,
  team: Pick<Team, 'id'>,
  people: readonly Person[],
  change: string,
): Promise<string[]> {
  const ended = await sql<{ user_id: string }[]>`
    update team_members set ended_at = expires_at, ended_change = ${change}::uuid
     where org_id = current_tenant() and team_id = ${team.id}::uuid and ended_at is null and expires_at <= now()
       and user_id = any(${listed(people.map(({ userId }) => userId))}::uuid[])
    returning user_id`
  return ended.map(({ user_id }) => user_id)
}

const memberTarget = ({ userId, name }: Person) => ({ kind: 'member', id: userId, name })

export function entryOf(
  event: 'team.memberAdded' | 'team.memberRemoved',
  team: Team,
  one: Person,
  until: Date | null = null,
): AuditEntry {
  const detail = { team: team.name, ...(until ? { until: until.toISOString() } : {}) }
  return {
    event,
    target: memberTarget(one),
    ...(event === 'team.memberAdded' ? { after: detail } : { before: detail }),
  }
}

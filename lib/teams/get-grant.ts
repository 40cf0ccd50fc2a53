import 'server-only'
import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { isHandle } from '@/lib/handles'
import { can } from '@/lib/permissions/decide'
import type { Role, TeamPermission } from '@/lib/permissions/rules'
import { query } from '@/lib/query'
import { getTeamRow } from './find-team'
import type { TeamAppRow, TeamMemberRow } from './lists'

const InTeam = z.object({ team: z.string().max(100), user: z.string().max(100) })

type PersonFound = {
  userId: string
  name: string
  picture: string | null
  email: string
  role: Role
  since: string
  until: string | null
}

/** Somebody's membership in a team. Throws `not_found` where they are not in it. */
export const getTeamMember = query({
  name: 'getTeamMember',
  permission: 'team.addMembers',
  input: InTeam,
  async run({ sql, input, person, access }): Promise<TeamMemberRow> {
    const team = await getTeamRow(sql, input.team)
    if (!z.uuid().safeParse(input.user).success) throw notFound('member')
    const [row] = await sql<[PersonFound?]>`
      select tm.user_id as "userId", m.first_name || ' ' || m.last_name as name, m.picture, m.email, m.role,
             tm.started_at as since, tm.expires_at as until
        from team_members tm
        join members m on m.org_id = tm.org_id and m.user_id = tm.user_id and m.ended_at is null
                      and (m.expires_at is null or m.expires_at > now())
       where tm.org_id = current_tenant() and tm.team_id = ${team.id}::uuid and tm.user_id = ${input.user}::uuid and tm.ended_at is null
         and (tm.expires_at is null or tm.expires_at > now())`
    if (!row) throw notFound('member')
    const isYou = row.userId === person.id
    return {
      ...row,
      ...{
        email: can(access, 'member.viewEmails') || isYou ? row.email : null,
        isYou,
        can: { change: true },
      },
      ...{ since: new Date(row.since), until: row.until ? new Date(row.until) : null },
    }
  },
})

const AppInTeam = z.object({ team: z.string().max(100), app: z.string().max(100) })

type AppFound = Omit<TeamAppRow, 'since' | 'until' | 'can'> & {
  permission: TeamPermission
  since: string
  until: string | null
}

/** What a team was given on an app. Throws `not_found` where it has it not. */
export const getTeamApp = query({
  name: 'getTeamApp',
  permission: 'team.addApps',
  input: AppInTeam,
  async run({ sql, input }): Promise<TeamAppRow> {
    const team = await getTeamRow(sql, input.team)
    if (!isHandle(input.app)) throw notFound()
    const [row] = await sql<[AppFound?]>`
      select p.id as "appId", p.handle, p.name, p.description, ta.permission, ta.started_at as since, ta.expires_at as until
        from team_apps ta join apps p on p.org_id = ta.org_id and p.id = ta.app_id and p.deleted_at is null
       where ta.org_id = current_tenant() and ta.team_id = ${team.id}::uuid and p.handle = ${input.app.toLowerCase()} and ta.ended_at is null
         and (ta.expires_at is null or ta.expires_at > now())`
    if (!row) throw notFound()
    const { since, until, ...app } = row
    return { ...app, since: new Date(since), until: until ? new Date(until) : null, can: { change: true } }
  },
})

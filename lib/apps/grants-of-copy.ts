import 'server-only'
import type { CommandContext } from '@/lib/command'
import { listed } from '@/lib/members/memberships'
import { columns } from '@/lib/permissions/columns'
import { guard } from '@/lib/permissions/guard'
import { common, isWithin } from '@/lib/permissions/masks'

type Context = Pick<CommandContext<unknown>, 'sql' | 'person' | 'access' | 'change' | 'account'>

/** Gives the copy to the teams that have the app, each with its permission and its end date. Gives how many. */
export async function copyTeams(
  { sql, person, access, change }: Context,
  from: string,
  to: string,
): Promise<number> {
  guard(access, 'team.addApps')
  const copied = await sql`
    insert into team_apps (org_id, team_id, app_id, permission, expires_at, started_by, started_change)
    select ta.org_id, ta.team_id, ${to}::uuid, ta.permission, ta.expires_at, ${person.id}::uuid, ${change}::uuid
      from team_apps ta join teams t on t.id = ta.team_id and t.deleted_at is null
     where ta.org_id = current_tenant() and ta.app_id = ${from}::uuid and ta.ended_at is null
       and (ta.expires_at is null or ta.expires_at > now())`
  return copied.count
}

/** The same for collaborators, but for those who hold what the caller lacks: nobody gives that. */
export async function copyCollaborators({ sql, person, access, change }: Context, from: string, to: string) {
  guard(access, 'collaborator.add')
  const rows = await sql<{ id: string; scopes: string[] }[]>`
    select id, scopes from collaborators
     where org_id = current_tenant() and app_id = ${from}::uuid and ended_at is null and (expires_at is null or expires_at > now())`
  const mine = rows.filter(({ scopes }) =>
    isWithin(common(columns.carriedBy(scopes), columns.app), access.allowed),
  )
  const copied = await sql`
    insert into collaborators (org_id, app_id, user_id, scopes, expires_at, started_by, started_change)
    select org_id, ${to}::uuid, user_id, scopes, expires_at, ${person.id}::uuid, ${change}::uuid
      from collaborators where id = any(${listed(mine.map(({ id }) => id))}::uuid[])`
  return { copied: copied.count, left: rows.length - copied.count }
}

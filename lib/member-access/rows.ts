import 'server-only'
import type { Connection } from '@/db/client'
import type { Facts } from '@/lib/permissions/decide'
import type { EnteredApp } from '@/lib/permissions/facts'
import type { Role, TeamPermission } from '@/lib/permissions/rules'

type Dated<G> = Omit<G, 'since' | 'until'> & { since: string; until: string | null }
type Grants = {
  team_grants: Dated<Facts['teamGrants'][number]>[]
  scope_grants: Dated<Facts['scopeGrants'][number]>[]
}
export type ReachedApp = Grants & {
  id: string
  handle: string
  name: string
  sort_name: string
  visibility: EnteredApp['visibility']
}

/** A team that somebody is in. */
export type HeldTeam = {
  id: string
  handle: string
  name: string
  isRestricted: boolean
  permission: TeamPermission
  since: string
  until: string | null
}

/** At most `limit` apps of the entered organization that a member reaches, by name, each with what was given on it. */
export const appsOfMember = (
  sql: Connection,
  userId: string,
  after: { name: string; id: string },
  limit: number,
) =>
  sql<
    ReachedApp[]
  >`select * from apps_of_member(${userId}::uuid, ${after.name}, ${after.id}::uuid, ${limit}::integer)`

/** The teams that a member is in, of those whom the wall shows to the actor. */
export const teamsOfMember = (sql: Connection, orgId: string, userId: string) => sql<HeldTeam[]>`
  select t.id, t.handle, t.name, t.is_restricted as "isRestricted", t.permission, tm.started_at as since, tm.expires_at as until
    from team_members tm join teams t on t.org_id = tm.org_id and t.id = tm.team_id and t.deleted_at is null
   where tm.org_id = ${orgId}::uuid and tm.user_id = ${userId}::uuid and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())
   order by t.sort_name, t.id limit 200`

/** What a member holds in the organization, and the app with this ID; null where there is none. */
export async function holdingsOf(sql: Connection, orgId: string, userId: string) {
  const [row] = await sql<{ role: Role; since: string; until: string | null; name: string }[]>`
    select role, started_at as since, expires_at as until, first_name || ' ' || last_name as name from members
     where org_id = ${orgId}::uuid and user_id = ${userId}::uuid and ended_at is null and (expires_at is null or expires_at > now())`
  return row ?? null
}

/** What one app is, and what a member's teams and they themselves were given on it. */
export async function grantsOn(sql: Connection, orgId: string, userId: string, handle: string) {
  const [row] = await sql<(Grants & EnteredApp)[]>`
    select a.id, a.handle, a.name, a.visibility,
           (select coalesce(json_agg(json_build_object(
                     'team', json_build_object('id', t.id, 'handle', t.handle, 'name', t.name, 'isRestricted', t.is_restricted),
                     'gives', ta.permission, 'since', greatest(ta.started_at, tm.started_at), 'until', least(ta.expires_at, tm.expires_at))), '[]')
              from team_members tm
              join teams t on t.org_id = tm.org_id and t.id = tm.team_id and t.deleted_at is null
              join team_apps ta on ta.org_id = tm.org_id and ta.app_id = a.id and ta.team_id = tm.team_id and ta.ended_at is null
                               and (ta.expires_at is null or ta.expires_at > now())
             where tm.org_id = a.org_id and tm.user_id = ${userId}::uuid and tm.ended_at is null
               and (tm.expires_at is null or tm.expires_at > now())) as team_grants,
           (select coalesce(json_agg(json_build_object('scopes', c.scopes, 'since', c.started_at, 'until', c.expires_at, 'by', c.started_by)), '[]')
              from collaborators c
             where c.org_id = a.org_id and c.app_id = a.id and c.user_id = ${userId}::uuid and c.ended_at is null
               and (c.expires_at is null or c.expires_at > now())) as scope_grants
      from apps a where a.org_id = ${orgId}::uuid and a.handle = ${handle} and a.deleted_at is null`
  return row ?? null
}

type Held = { role: Role; since: string; until: string | null }

/** The facts that a decision about somebody else needs, as entering would load them for that person. */
export function factsFor(
  orgId: string,
  userId: string,
  held: Held,
  teams: readonly HeldTeam[],
  app: (Grants & Pick<EnteredApp, 'id' | 'visibility'>) | null,
): Facts {
  return {
    actor: { userId },
    account: { id: orgId, kind: 'organization', isOwn: false },
    membership: { role: held.role, since: new Date(held.since), until: moment(held.until) },
    restrictedTeams: held.role === 'admin' ? [] : teams.filter(({ isRestricted }) => isRestricted),
    app: app && { id: app.id, ownerId: orgId, visibility: app.visibility },
    teamGrants: app?.team_grants.map(dated) ?? [],
    scopeGrants: app?.scope_grants.map(dated) ?? [],
    token: null,
  }
}

const moment = (at: string | null) => (at === null ? null : new Date(at))
const dated = <G extends { since: string; until: string | null }>(grant: G) => ({
  ...grant,
  since: new Date(grant.since),
  until: moment(grant.until),
})

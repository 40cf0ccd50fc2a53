import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { ownerSql, type Persona } from '@/db/testing/world'
import type { Facts } from '@/lib/permissions/decide'
import { ROLES, TEAM_PERMISSIONS } from '@/lib/permissions/rules'

const PEOPLE = 5
const TEAMS = 3
const [PAST, AHEAD] = [new Date('2020-01-01T00:00:00Z'), new Date('2100-01-01T00:00:00Z')]

type Life = 'none' | 'stands' | 'until' | 'expired' | 'ended'
/** What becomes of a grant: it stands, stands until some day, has run out, has ended, or never was. */
const life: fc.Arbitrary<Life> = fc.constantFrom(
  'none',
  'none',
  'stands',
  'stands',
  'until',
  'expired',
  'ended',
)
const isLive = (of: Life) => of === 'stands' || of === 'until'

const worldShape = fc.record({
  visibility: fc.constantFrom('private' as const, 'organization' as const, 'public' as const),
  teams: fc.array(
    fc.record({
      isRestricted: fc.boolean(),
      isDeleted: fc.integer({ max: 4, min: 0 }).map((n) => n === 0),
      gives: fc.constantFrom(...TEAM_PERMISSIONS.map(({ key }) => key)),
      grant: life,
    }),
    { minLength: TEAMS, maxLength: TEAMS },
  ),
  people: fc.array(
    fc.record({
      role: fc.constantFrom(...ROLES.map(({ key }) => key)),
      membership: life,
      teams: fc.array(life, { minLength: TEAMS, maxLength: TEAMS }),
      scopes: fc.constantFrom(
        ['Apps:Get'],
        ['All'],
        ['Inputs:Get'],
        ['Apps:Get', 'Apps:Delete'],
        ['Nothing:Known'],
      ),
      collaboration: life,
    }),
    { minLength: PEOPLE, maxLength: PEOPLE },
  ),
})
type Shape = typeof worldShape extends fc.Arbitrary<infer S> ? S : never
export type World = {
  id: string
  account: string
  appId: string
  app: string
  teamIds: string[]
  shape: Shape
}

/** So many worlds as nobody would think of, in the database: organizations whose Admin is `admin`, with an app each and the same people. */
export async function randomWorlds(
  count: number,
  seed: number,
  admin: Persona,
  people: Persona[],
): Promise<World[]> {
  const worlds = fc.sample(worldShape, { numRuns: count, seed }).map((shape): World => {
    const tail = randomUUID().slice(0, 13)
    const teamIds = shape.teams.map(() => randomUUID())
    return { id: randomUUID(), account: `w-${tail}`, appId: randomUUID(), app: `a-${tail}`, teamIds, shape }
  })
  for (let from = 0; from < count; from += 500) await insert(worlds.slice(from, from + 500), admin, people)
  return worlds
}

export const PERSONS_IN_A_WORLD = PEOPLE

/** The same as facts, for the pure decision. */
export function factsIn({ id, appId, teamIds, shape }: World, at: number, userId: string): Facts {
  const one = shape.people[at]
  if (!one) throw new Error('there is no such person in this world')
  const isMember = isLive(one.membership)
  const teams = shape.teams
    .map((team, n) => ({ ...team, id: teamIds[n] ?? '', handle: `t-${n}`, name: `T${n}`, of: one.teams[n] }))
    .filter(({ isDeleted, of }) => isMember && !isDeleted && of && isLive(of))
  return {
    actor: { userId },
    account: { id, kind: 'organization', isOwn: false },
    membership: isMember ? { role: one.role, since: PAST, until: null } : null,
    restrictedTeams: teams.filter(({ isRestricted }) => isRestricted && one.role !== 'admin'),
    app: { id: appId, ownerId: id, visibility: shape.visibility },
    teamGrants: teams
      .filter(({ grant }) => isLive(grant))
      .map((team) => ({ team, gives: team.gives, since: PAST, until: null })),
    scopeGrants: isLive(one.collaboration)
      ? [{ scopes: one.scopes, since: PAST, until: null, by: null }]
      : [],
    token: null,
  }
}

async function insert(worlds: World[], admin: Persona, people: Persona[]) {
  const grant = (of: Life) => ({
    expires: of === 'until' ? AHEAD : of === 'expired' ? PAST : null,
    ended: of === 'ended' ? PAST : null,
  })
  const orgs = worlds.map(({ id, account, appId, app, shape }) => ({
    id,
    account,
    appId,
    app,
    visibility: shape.visibility,
  }))
  const teams = worlds.flatMap(({ id, appId, teamIds, shape }) =>
    shape.teams.map((team, n) => ({
      org: id,
      id: teamIds[n],
      handle: `t-${n}`,
      name: `T${n}`,
      appId,
      ...team,
      ...grant(team.grant),
    })),
  )
  const everybody = worlds.flatMap((world) =>
    world.shape.people.map((one, n) => ({ world, one, user: people[n]?.id ?? '' })),
  )
  const memberships = everybody
    .filter(({ one }) => one.membership !== 'none')
    .map(({ world, one, user }) => ({ org: world.id, user, role: one.role, ...grant(one.membership) }))
  const inTeams = everybody.flatMap(({ world, one, user }) =>
    one.teams.flatMap((of, n) =>
      of === 'none' ? [] : [{ org: world.id, team: world.teamIds[n], user, ...grant(of) }],
    ),
  )
  const scoped = everybody
    .filter(({ one }) => one.collaboration !== 'none')
    .map(({ world, one, user }) => ({
      org: world.id,
      app: world.appId,
      user,
      scopes: one.scopes,
      ...grant(one.collaboration),
    }))
  const json = (rows: unknown) => JSON.stringify(rows)
  await ownerSql().begin(async (sql) => {
    await sql`insert into accounts (id, kind) select id, 'organization' from jsonb_to_recordset(${json(orgs)}::text::jsonb) r(id uuid)`
    await sql`insert into handles (handle, display, account_id, state)
      select account, account, id, 'current' from jsonb_to_recordset(${json(orgs)}::text::jsonb) r(id uuid, account text)`
    await sql`insert into organizations (org_id, name, name_normalized, billing_email, created_by)
      select id, account, account, 'b@example.test', ${admin.id}::uuid from jsonb_to_recordset(${json(orgs)}::text::jsonb) r(id uuid, account text)`
    await sql`insert into apps (id, org_id, handle, name, visibility)
      select "appId", id, app, app, visibility from jsonb_to_recordset(${json(orgs)}::text::jsonb) r(id uuid, "appId" uuid, app text, visibility text)`
    await sql`insert into members (org_id, user_id, role) select id, ${admin.id}::uuid, 'admin' from jsonb_to_recordset(${json(orgs)}::text::jsonb) r(id uuid)`
    await sql`insert into members (org_id, user_id, role, started_at, expires_at, ended_at)
      select org, "user", role, '2019-01-01', expires, ended
        from jsonb_to_recordset(${json(memberships)}::text::jsonb) r(org uuid, "user" uuid, role text, expires timestamptz, ended timestamptz)`
    await sql`insert into teams (id, org_id, handle, name, permission, is_restricted, deleted_at)
      select id, org, handle, name, gives, "isRestricted", case when "isDeleted" then now() end
        from jsonb_to_recordset(${json(teams)}::text::jsonb) r(id uuid, org uuid, handle text, name text, gives text, "isRestricted" boolean, "isDeleted" boolean)`
    await sql`insert into team_apps (org_id, team_id, app_id, permission, started_at, expires_at, ended_at)
      select org, id, "appId", gives, '2019-01-01', expires, ended
        from jsonb_to_recordset(${json(teams)}::text::jsonb) r(id uuid, org uuid, "appId" uuid, gives text, "grant" text, expires timestamptz, ended timestamptz)
       where "grant" <> 'none'`
    await sql`insert into team_members (org_id, team_id, user_id, started_at, expires_at, ended_at)
      select org, team, "user", '2019-01-01', expires, ended
        from jsonb_to_recordset(${json(inTeams)}::text::jsonb) r(org uuid, team uuid, "user" uuid, expires timestamptz, ended timestamptz)`
    await sql`insert into collaborators (org_id, app_id, user_id, scopes, started_at, expires_at, ended_at)
      select org, app, "user", array(select jsonb_array_elements_text(scopes)), '2019-01-01', expires, ended
        from jsonb_to_recordset(${json(scoped)}::text::jsonb) r(org uuid, app uuid, "user" uuid, scopes jsonb, expires timestamptz, ended timestamptz)`
  })
}

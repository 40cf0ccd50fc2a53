import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, database } from '@/db/client'
import { ROLE_KEYS } from '@/db/schema/members'
import { TEAM_PERMISSION_KEYS } from '@/db/schema/teams'
import { closeOwner, ownerSql, type Persona, world } from '@/db/testing/world'
import { type Access, can, type Facts, resolve } from '@/lib/permissions/decide'
import type { Entered } from '@/lib/permissions/facts'
import { has } from '@/lib/permissions/masks'
import { PERMISSIONS, rules } from '@/lib/permissions/rules'
import { type Fetched, shown } from './rows'

/**
 * "Apps I can see" is one query in SQL; what an app shows is decided in TypeScript. Here both judge the same random worlds. A short run
 * each time; `WORLDS=10000 npx vitest run lib/apps/in-sight.test.ts` for the long one.
 */
const WORLDS = Number(process.env.WORLDS ?? 300)
const AT_ONCE = 50

const SCOPES = [...new Set(PERMISSIONS.flatMap((permission) => rules[permission].scope ?? [])), 'All']
type Life = 'live' | 'until' | 'expired' | 'ended'
const Life = fc.constantFrom<Life[]>('live', 'live', 'live', 'until', 'expired', 'ended')
const Chance = (oneIn: number) => fc.integer({ min: 1, max: oneIn }).map((n) => n === 1)

const World = fc.record({
  role: fc.constantFrom(...ROLE_KEYS, 'team_contributor' as const, 'team_contributor' as const),
  teams: fc.array(
    fc.record({ isRestricted: Chance(5), isDeleted: Chance(10), mine: fc.option(Life, { freq: 5 }) }),
    { maxLength: 4, size: 'max' },
  ),
  apps: fc.array(
    fc.record({
      visibility: fc.constantFrom('private', 'private', 'organization', 'public'),
      isDeleted: Chance(10),
      scopes: fc.option(
        fc.record({
          life: Life,
          names: fc.oneof(fc.subarray(SCOPES, { maxLength: 5 }), fc.constant(['Apps:Get'])),
        }),
        { freq: 2 },
      ),
      teams: fc.array(
        fc.record({ life: Life, team: fc.nat({ max: 3 }), gives: fc.constantFrom(...TEAM_PERMISSION_KEYS) }),
        { maxLength: 3, size: 'max' },
      ),
    }),
    { maxLength: 5, size: 'max' },
  ),
})
type World = typeof World extends fc.Arbitrary<infer W> ? W : never

const SINCE = new Date('2026-01-01T00:00:00Z')
const LATER = new Date('2099-01-01T00:00:00Z')
const isLive = (life: Life) => life === 'live' || life === 'until'
const until = (...lives: Life[]) => (lives.includes('until') ? LATER : null)

let who: Persona
beforeAll(async () => {
  who = await world.person()
})
afterAll(async () => {
  await closeDatabase()
  await closeOwner()
})

test(`my apps are those that the decision gives, by the same ways, in ${WORLDS} random worlds`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(World, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (worlds) => {
      const placed = worlds.map(place)
      await build(placed)
      const listed = await Promise.all(placed.map(list))
      for (const [i, one] of placed.entries())
        expect(listed[i], JSON.stringify(worlds[i])).toEqual(decided(one))
    }),
    { numRuns: Math.ceil(WORLDS / AT_ONCE), endOnFailure: true },
  )
}, 3_600_000)

type Placed = ReturnType<typeof place>

/** A world with ids. */
function place(given: World) {
  const orgId = randomUUID()
  const teams = given.teams.map((team) => ({ ...team, id: randomUUID() }))
  return {
    ...given,
    orgId,
    account: `w-${orgId.slice(0, 20)}`,
    teams,
    apps: given.apps.map((app) => ({
      ...app,
      id: randomUUID(),
      // A team has an app once, and only teams that there are.
      teams: [
        ...new Map(
          app.teams.flatMap((one) => {
            const team = teams[one.team]
            return team ? [[team.id, { ...one, team }] as const] : []
          }),
        ).values(),
      ],
    })),
  }
}

/** What the decision says, from facts that are taken from the world itself. */
function decided(placed: Placed) {
  return placed.apps
    .filter((app) => !app.isDeleted)
    .map((app) => ({ id: app.id, access: resolve(factsOf(placed, app)) }))
    .filter(({ access }) => isGiven(access))
    .map(({ id, access }) => ({ id, ways: waysTo(access) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function factsOf(placed: Placed, app: Placed['apps'][number]): Facts {
  const mine = placed.teams.filter(({ mine, isDeleted }) => mine && isLive(mine) && !isDeleted)
  return {
    actor: { userId: who.id },
    account: { id: placed.orgId, kind: 'organization', isOwn: false },
    membership: { role: placed.role, since: SINCE, until: null },
    restrictedTeams: placed.role === 'admin' ? [] : mine.filter((team) => team.isRestricted).map(named),
    app: { id: app.id, ownerId: placed.orgId, visibility: app.visibility },
    teamGrants: app.teams
      .filter(({ team, life }) => isLive(life) && mine.includes(team))
      .map(({ team, gives, life }) => ({
        team: { ...named(team), isRestricted: team.isRestricted },
        gives,
        since: SINCE,
        until: until(life, team.mine ?? 'live'),
      })),
    scopeGrants:
      app.scopes && isLive(app.scopes.life)
        ? [{ scopes: app.scopes.names, since: SINCE, until: until(app.scopes.life), by: null }]
        : [],
    token: null,
  }
}

const named = ({ id }: { id: string }) => ({ id, handle: id, name: id })

/** Whether the app may be seen by more than being in sight. */
const isGiven = (access: Access) =>
  can(access, 'app.view') &&
  access.given.some(({ way, underToken }) => way.by !== 'sight' && has(underToken, 'app.view'))

/** What gives something in the app, but for mere sight. */
const waysTo = (access: Access) =>
  access.given
    .filter(({ way }) => way.by !== 'sight')
    .filter(({ underToken }) => PERMISSIONS.some((p) => rules[p].place.endsWith('app') && has(underToken, p)))
    .map(({ way }) => (way.by === 'team' ? `${way.by} ${way.team.id} ${way.gives}` : way.by))
    .sort()

/** What the query says. */
async function list(placed: Placed) {
  const rows = await database().begin(async (tx) => {
    const [entered] =
      await tx`select * from enter(${who.id}::uuid, ${who.sessionId}::uuid, ${placed.account}, null)`
    const rows = await tx<Fetched[]>`select * from my_apps('rest', '', 'name', true, null, null, 100)`
    const [{ n }] = await tx<[{ n: number }]>`select count_my_apps(1001) as n`
    expect(n).toBe(rows.length)
    return rows.map((row) => ({ row, restricted: entered?.restricted }))
  })
  return rows
    .map(({ row, restricted }) => {
      const access = resolve({
        actor: { userId: who.id },
        account: { id: placed.orgId, kind: 'organization', isOwn: false },
        membership: { role: placed.role, since: SINCE, until: null },
        restrictedTeams: restricted,
        app: null,
        teamGrants: [],
        scopeGrants: [],
        token: null,
      })
      const { ways } = shown(row, { access, account: { id: placed.orgId } as Entered['account'] })
      return {
        id: row.id,
        ways: ways.map((way) => (way.by === 'team' ? `${way.by} ${way.handle} ${way.gives}` : way.by)).sort(),
      }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function build(worlds: Placed[]): Promise<void> {
  const sql = ownerSql()
  const json = (rows: object[]) => sql`${JSON.stringify(rows)}::text::jsonb`
  const life = (one: Life) => ({
    expires_at: one === 'until' ? LATER : one === 'expired' ? SINCE : null,
    ended_at: one === 'ended' ? SINCE : null,
  })
  const orgs = worlds.map(({ orgId, account, role }) => ({ org_id: orgId, account, role }))
  const teams = worlds.flatMap(({ orgId, teams }) => teams.map((team) => ({ ...team, org_id: orgId })))
  const apps = worlds.flatMap(({ orgId, apps }) => apps.map((app) => ({ ...app, org_id: orgId })))
  await sql.begin(async (tx) => {
    await tx`insert into accounts (id, kind) select r.org_id, 'organization' from jsonb_to_recordset(${json(orgs)}) r(org_id uuid)`
    await tx`insert into handles (handle, display, account_id, state)
             select r.account, r.account, r.org_id, 'current' from jsonb_to_recordset(${json(orgs)}) r(org_id uuid, account text)`
    await tx`insert into organizations (org_id, name, name_normalized, billing_email)
             select r.org_id, r.account, r.account, 'a@example.test' from jsonb_to_recordset(${json(orgs)}) r(org_id uuid, account text)`
    await tx`insert into members (org_id, user_id, role)
             select r.org_id, ${who.id}::uuid, r.role from jsonb_to_recordset(${json(orgs)}) r(org_id uuid, role text)`
    await tx`insert into teams (id, org_id, handle, name, permission, is_restricted)
             select r.id, r.org_id, r.id::text, r.id::text, 'labeler_worker', r."isRestricted"
               from jsonb_to_recordset(${json(teams)}) r(id uuid, org_id uuid, "isRestricted" boolean)`
    const mine = teams.flatMap(({ id, org_id, mine }) => (mine ? [{ id, org_id, ...life(mine) }] : []))
    await tx`insert into team_members (org_id, team_id, user_id, expires_at, ended_at)
             select r.org_id, r.id, ${who.id}::uuid, r.expires_at, r.ended_at
               from jsonb_to_recordset(${json(mine)}) r(id uuid, org_id uuid, expires_at timestamptz, ended_at timestamptz)`
    await tx`insert into apps (id, org_id, handle, name, visibility)
             select r.id, r.org_id, r.id::text, r.id::text, r.visibility from jsonb_to_recordset(${json(apps)}) r(id uuid, org_id uuid, visibility text)`
    const given = apps.flatMap(({ id, org_id, teams }) =>
      teams.map((one) => ({ id, org_id, team_id: one.team.id, gives: one.gives, ...life(one.life) })),
    )
    await tx`insert into team_apps (org_id, team_id, app_id, permission, expires_at, ended_at)
             select r.org_id, r.team_id, r.id, r.gives, r.expires_at, r.ended_at
               from jsonb_to_recordset(${json(given)}) r(id uuid, org_id uuid, team_id uuid, gives text, expires_at timestamptz, ended_at timestamptz)`
    const scoped = apps.flatMap(({ id, org_id, scopes }) =>
      scopes ? [{ id, org_id, names: scopes.names, ...life(scopes.life) }] : [],
    )
    await tx`insert into collaborators (org_id, app_id, user_id, scopes, expires_at, ended_at)
             select r.org_id, r.id, ${who.id}::uuid, r.names, r.expires_at, r.ended_at
               from jsonb_to_recordset(${json(scoped)}) r(id uuid, org_id uuid, names text[], expires_at timestamptz, ended_at timestamptz)`
    const dead = (rows: { id: string; isDeleted: boolean }[]) =>
      rows.filter((one) => one.isDeleted).map(({ id }) => id)
    await tx`update teams set deleted_at = now() where id = any(${dead(teams)}::uuid[])`
    await tx`update apps set deleted_at = now(), restorable_until = now() + interval '30 days' where id = any(${dead(apps)}::uuid[])`
  })
}

import { describe, expect } from 'vitest'
import { reading } from '@/db/tenant'
import { test } from '@/db/testing/test'
import type { Persona } from '@/db/testing/world'
import { appsOfMember, factsFor, grantsOn, holdingsOf, teamsOfMember } from '@/lib/member-access/rows'
import { can, decide, type Facts, resolve } from '@/lib/permissions/decide'
import { enter, enterApp } from '@/lib/permissions/facts'
import { accessOf, type PersonRow, peopleOfApp } from './people'
import { factsIn, PERSONS_IN_A_WORLD, randomWorlds, type World } from './worlds.fixture'

/** 10,000 take some minutes: `WORLDS=10000 npx vitest run lib/app-access/worlds.test.ts`. */
const COUNT = Number(process.env.WORLDS ?? 150)
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const NIL = '00000000-0000-0000-0000-000000000000'
const GIVEN = (facts: Facts) => decide(resolve(facts), 'app.view').ways.filter(({ by }) => by !== 'sight')

const waysOf = (ways: ReturnType<typeof GIVEN>) =>
  ways
    .map(
      (way) =>
        `${way.by} ${'role' in way ? way.role : ''}${'team' in way ? `${way.team.handle} ${way.gives}` : ''}${'scopes' in way ? way.scopes : ''}`,
    )
    .sort()

describe(`who reaches an app, in ${COUNT} worlds (seed ${SEED})`, () => {
  test('is who may view it by the pure decision, by the same ways', { timeout: 1_800_000 }, async ({
    world,
  }) => {
    const admin = await world.person({ firstName: 'Zoe' })
    const people: Persona[] = []
    for (let n = 0; n < PERSONS_IN_A_WORLD; n++) people.push(await world.person({ firstName: `P${n}` }))
    let reached = 0
    for (const one of await randomWorlds(COUNT, SEED, admin, people)) {
      const rows = await seenBy(admin, one)
      const found = new Map(rows.map((row) => [row.user_id, row]))
      expect(found.has(admin.id)).toBe(true)
      for (const [n, { id }] of people.entries()) {
        const facts = factsIn(one, n, id)
        const ways = GIVEN(facts)
        const row = found.get(id)
        expect(Boolean(row), told(one, n)).toBe(ways.length > 0)
        if (one.shape.visibility !== 'public')
          expect(Boolean(row), told(one, n)).toBe(can(resolve(facts), 'app.view'))
        if (!row) continue
        reached++
        const listed = decide(accessOf(row, { account: accountOf(one), app: appOf(one) }), 'app.view')
        expect(waysOf(listed.ways.filter(({ by }) => by !== 'sight')), told(one, n)).toEqual(waysOf(ways))
      }
      await asSomebodyInIt(one, people, found)
      await byPerson(one, admin, people)
    }
    expect(reached).toBeGreaterThan(COUNT) // so that nothing is equal to nothing
  })
})

/** Who reaches the app alone sees themselves, collaborators, and the people of the teams they lead there: of those who reach it. */
async function asSomebodyInIt(one: World, people: Persona[], found: Map<string, PersonRow>) {
  const n = people.findIndex(({ id }, at) => {
    const { membership } = factsIn(one, at, id)
    return found.has(id) && membership?.role === 'team_contributor'
  })
  const viewer = people[n]
  if (!viewer) return
  const led = factsIn(one, n, viewer.id)
    .teamGrants.filter(({ gives }) => gives === 'full_access' || gives === 'labeler_lead')
    .map(({ team }) => team.id)
  const inSight = people.filter(({ id }, at) => {
    const { teamGrants, scopeGrants } = factsIn(one, at, id)
    return (
      found.has(id) &&
      (at === n || scopeGrants.length > 0 || teamGrants.some(({ team }) => led.includes(team.id)))
    )
  })
  const rows = await seenBy(viewer, one)
  expect(rows.map(({ user_id }) => user_id).sort(), told(one, n)).toEqual(inSight.map(({ id }) => id).sort())
  for (const row of rows) {
    expect(row.email).toBeNull()
    if (row.user_id === viewer.id) continue
    expect(row).toMatchObject({ role: null, username: null, picture: null, restricted: [] })
    for (const { team } of row.team_grants) expect(led).toContain(team.id)
  }
}

/** The other way round: the apps that each member reaches, and the facts that their decisions are explained from. */
async function byPerson(one: World, admin: Persona, people: Persona[]) {
  await reading(
    (sql) => enter(sql, admin.caller.actor, one.account),
    async ({ sql }) => {
      for (const [n, { id }] of people.entries()) {
        const facts = factsIn(one, n, id)
        const apps = await appsOfMember(sql, id, { name: '', id: NIL }, 5)
        const isThere = facts.membership !== null && GIVEN(facts).length > 0
        expect(
          apps.map((app) => app.id),
          told(one, n),
        ).toEqual(isThere ? [one.appId] : [])
        const [held, teams, on] = [
          await holdingsOf(sql, one.id, id),
          await teamsOfMember(sql, one.id, id),
          await grantsOn(sql, one.id, id, one.app),
        ]
        expect(held?.role, told(one, n)).toBe(facts.membership?.role)
        if (held)
          expect(resolve(factsFor(one.id, id, held, teams, on)).allowed, told(one, n)).toEqual(
            resolve(facts).allowed,
          )
      }
    },
  )
}

/** Two at a time, so that cursors are tried as well. */
async function seenBy(who: Persona, { account, app }: World): Promise<PersonRow[]> {
  return reading(
    (sql) => enterApp(sql, who.caller.actor, account, app),
    async ({ sql }) => {
      const all: PersonRow[] = []
      for (;;) {
        const last = all.at(-1)
        const rows = await peopleOfApp(sql, {
          limit: 2,
          ...(last ? { after: { name: last.sort_name, id: last.user_id } } : {}),
        })
        all.push(...rows)
        if (rows.length < 2) return all
      }
    },
  )
}

const told = (one: World, n: number) =>
  JSON.stringify({ teams: one.shape.teams, visibility: one.shape.visibility, person: one.shape.people[n] })
const accountOf = ({ id, account }: World) => ({
  id,
  handle: account,
  name: account,
  kind: 'organization' as const,
})
const appOf = ({ appId, app, shape }: World) => ({
  id: appId,
  handle: app,
  name: app,
  visibility: shape.visibility,
})

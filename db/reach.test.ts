import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { type Client, database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type world as testWorld } from '@/db/testing/world'
import { KINDS, type Kind, nameOf, reaches } from '@/lib/permissions/oracles/says'

/**
 * The guard is taken away: as each kind of person, in each table below an app, through the app role. What lies in an app that the
 * documents' tables do not let them into, the database neither shows nor lets be written.
 */
describe.each(KINDS.map((kind) => [nameOf(kind), kind] as const))('%s', (_name, kind) => {
  test('reaches of an app what the tables say, and nothing of the others', async ({ world }) => {
    const place = await furnished(world)
    const who = await joins(world, place, kind)
    for (const table of await tablesBelowAnApp()) {
      for (const app of ['given', 'other'] as const) {
        const { id, handle } = place[app]
        const inApp = <T>(work: (sql: Client) => Promise<T>) => inside(who, place.account, handle, work)
        const column = table === 'apps' ? 'id' : 'app_id'
        const seen = (sql: Client) => sql`select 1 from ${sql(table)} where ${sql(column)} = ${id}`
        const isOwn = table === OWN
        const mayReach = reaches(kind, app)
        expect((await inApp(seen)).length > 0, `${table} of the app ${app}, that app entered`).toBe(
          mayReach && !isOwn,
        )
        const another = place[app === 'given' ? 'other' : 'given'].handle
        for (const elsewhere of [another, null])
          expect(
            (await inside(who, place.account, elsewhere, seen)).length > 0,
            `${table} of the app ${app}, ${elsewhere ? 'another one' : 'none'} entered`,
          ).toBe(!isOwn && reachesAll(kind))
        if (mayReach) continue
        await expectUntouched(table, column, id, inApp)
      }
    }
  })
})

/** What is below an app and shows only the actor's own rows, of which there are none here. */
const OWN = 'app_marks'

/** Who enters all apps at once: the roles that reach all, outside restricted teams. */
const reachesAll = (kind: Kind) => reaches(kind, 'other')

async function expectUntouched(
  table: string,
  column: string,
  id: string,
  inApp: (work: (sql: Client) => Promise<unknown>) => Promise<unknown>,
) {
  const owner = ownerSql()
  const before =
    await owner`select to_jsonb(t) as row from ${owner(table)} t where ${owner(column)} = ${id} order by 1`
  const columns = await owner<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = ${table} and is_generated = 'NEVER'`
  const names = columns.map(({ name }) => name)
  const end = ['deleted_at', 'ended_at'].find((name) => names.includes(name)) ?? column
  const forged = JSON.stringify({ ...before[0]?.row, id: randomUUID(), handle: 'forged' })
  const writes = [
    (sql: Client) => sql`update ${sql(table)} set ${sql(end)} = ${sql(end)} where ${sql(column)} = ${id}`,
    (sql: Client) =>
      sql`insert into ${sql(table)} (${sql(names)}) select ${sql(names)} from jsonb_populate_record(null::${sql(table)}, ${forged}::text::jsonb)`,
  ]
  for (const write of writes) {
    const outcome = await inApp(write).then(
      (rows) => (rows as { count: number }).count,
      (error: Error) => error.message,
    )
    // Refused, or nothing was found to change.
    if (typeof outcome === 'string') expect(outcome, table).toMatch(/row-level security|permission denied/)
    else expect(outcome, table).toBe(0)
  }
  expect(
    await owner`select to_jsonb(t) as row from ${owner(table)} t where ${owner(column)} = ${id} order by 1`,
    table,
  ).toEqual(before)
}

async function tablesBelowAnApp(): Promise<string[]> {
  const rows = await ownerSql()<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'app_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and exists (select 1 from pg_policy p where p.polrelid = c.oid) order by 1`
  return ['apps', ...rows.map(({ name }) => name)]
}

type Furnished = Awaited<ReturnType<typeof furnished>>

/** An organization with two apps, each with a row in every table below it, none of them by whoever will look. */
async function furnished(world: typeof testWorld) {
  const place = await world.organization()
  const [given, other] = [await world.app(place), await world.app(place)]
  const someone = await world.member(place, 'team_contributor')
  for (const app of [given, other]) {
    const team = await world.team(place, { people: [someone] })
    await world.teamApp(place, team.id, app.id, 'full_access')
    await world.collaborator(place, app.id, someone, ['Inputs:Get'])
    await world.belowApp(place, app.id)
    await ownerSql()`insert into app_marks (org_id, user_id, app_id, kind) values (${place.id}, ${someone.id}, ${app.id}, 'pin')`
  }
  for (const table of await tablesBelowAnApp())
    for (const { id } of [given, other]) {
      const column = table === 'apps' ? 'id' : 'app_id'
      const rows = await ownerSql()`select 1 from ${ownerSql()(table)} where ${ownerSql()(column)} = ${id}`
      expect(rows.length, `${table} has rows to be found`).toBeGreaterThan(0)
    }
  return { ...place, given, other }
}

async function joins(world: typeof testWorld, place: Furnished, { role, team, isRestricted }: Kind) {
  const who = await world.member(place, role)
  if (!team) return who
  const { id } = await world.team(place, { people: [who], isRestricted })
  await world.teamApp(place, id, place.given.id, team)
  return who
}

function inside<T>(
  who: Persona,
  account: string,
  app: string | null,
  work: (sql: Client) => Promise<T>,
): Promise<T> {
  return database().begin(async (tx) => {
    await tx`select enter(${who.id}::uuid, ${who.sessionId}::uuid, ${account}, ${app})`
    return work(tx as unknown as Client) // a transaction has all of a client that is used here
  }) as Promise<T>
}

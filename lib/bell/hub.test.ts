import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterEach, describe, expect, vi } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { revokeSession } from '@/lib/auth/commands'
import { markNotificationsRead } from '@/lib/notifications/commands'
import { type Ear, Hub } from './hub'
import type { Bell } from './read'

const PATIENCE = { timeout: 5_000, interval: 20 }
const hubs: Hub[] = []
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()))
})

function newHub(): Hub {
  const hub = new Hub(process.env.APP_DATABASE_URL ?? '')
  hubs.push(hub)
  return hub
}

/** A browser of `who`, and what it has been told so far. */
function browserOf({ id, sessionId }: Pick<Persona, 'id' | 'sessionId'>) {
  const told: Bell[] = []
  const ended: string[] = []
  const ear: Ear = {
    userId: id,
    sessionId,
    tell: (bell) => told.push(bell),
    beat: () => {},
    end: (why) => ended.push(why),
  }
  return { ear, told, ended }
}

async function notify(who: Persona, place: Place, sql: postgres.Sql = ownerSql()): Promise<string> {
  const [row] = await sql<[{ id: string }]>`
    insert into notifications (user_id, org_id, kind, detail) values (${who.id}, ${place.id}, 'member.removed', '{"by":"Somebody"}')
    returning id`
  return row.id
}

/** As soon as the hub listens, which it says by looking again: a person that nobody else knows is told of. */
async function listening(hub: Hub, who: Persona, place: Place): Promise<void> {
  const { ear, told } = browserOf(who)
  await hub.join(ear)
  await vi.waitFor(async () => {
    await notify(who, place)
    expect(told.length).toBeGreaterThan(1)
  }, PATIENCE)
  hub.leave(ear)
}

describe('a stream of the bell', () => {
  test('is told how it stands, and of what comes, is read or marked, as soon as that is committed', async ({
    world,
  }) => {
    const [lena, place, hub] = [await world.person(), await world.organization(), newHub()]
    const { ear, told } = browserOf(lena)
    expect(await hub.join(ear)).toBeNull()
    expect(told).toEqual([{ unread: 0, newest: null }])

    const first = await notify(lena, place)
    await vi.waitFor(() => expect(told.at(-1)).toEqual({ unread: 1, newest: first }), PATIENCE)
    await markNotificationsRead(lena.caller, 'me', {})
    await vi.waitFor(() => expect(told.at(-1)).toEqual({ unread: 0, newest: first }), PATIENCE)
  })

  test('hears nothing of what was rolled back', async ({ world }) => {
    const [lena, place, hub] = [await world.person(), await world.organization(), newHub()]
    await listening(hub, lena, place)
    const { ear, told } = browserOf(lena)
    await hub.join(ear)
    const before = told.at(-1)
    const undone = ownerSql().begin(async (tx) => {
      await notify(lena, place, tx as unknown as postgres.Sql) // a transaction has all of a client that is used here
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    const kept = await notify(lena, place)
    await vi.waitFor(() => expect(told.at(-1)?.newest).toBe(kept), PATIENCE)
    expect(told.at(-1)?.unread).toBe((before?.unread ?? 0) + 1)
  })

  test('never tells of another’s notifications', async ({ world }) => {
    const [lena, omar, place, hub] = [
      await world.person(),
      await world.person(),
      await world.organization(),
      newHub(),
    ]
    await listening(hub, omar, place)
    const [hers, his] = [browserOf(lena), browserOf(omar)]
    await Promise.all([hub.join(hers.ear), hub.join(his.ear)])
    const news = await notify(omar, place)
    await vi.waitFor(() => expect(his.told.at(-1)?.newest).toBe(news), PATIENCE)
    expect(hers.told).toEqual([{ unread: 0, newest: null }])
  })

  test('ends at once when its sign-in is revoked, while another of the same person goes on', async ({
    world,
  }) => {
    const [lena, place, hub] = [await world.person(), await world.organization(), newHub()]
    const [other] = await ownerSql()<[{ id: string }]>`
      insert into sessions (user_id, expires_at) values (${lena.id}, now() + interval '1 day') returning id`
    await listening(hub, lena, place)
    const [here, there] = [browserOf(lena), browserOf({ id: lena.id, sessionId: other.id })]
    await Promise.all([hub.join(here.ear), hub.join(there.ear)])
    await revokeSession(lena.caller, 'me', { session: other.id })
    await vi.waitFor(() => expect(there.ended).toEqual(['over']), PATIENCE)
    expect(here.ended).toEqual([])
  })

  test('ends when the account is deleted', async ({ world }) => {
    const [lena, place, hub] = [await world.person(), await world.organization(), newHub()]
    await listening(hub, lena, place)
    const { ear, ended } = browserOf(lena)
    await hub.join(ear)
    await ownerSql()`update users set deleted_at = now() where id = ${lena.id}`
    await vi.waitFor(() => expect(ended).toEqual(['over']), PATIENCE)
  })

  test('does not begin for a sign-in that is over, made up, or somebody else’s', async ({ world }) => {
    const [lena, omar, hub] = [await world.person(), await world.person(), newHub()]
    const claims = [
      { id: lena.id, sessionId: omar.sessionId },
      { id: lena.id, sessionId: randomUUID() },
    ]
    for (const claim of claims) expect(await hub.join(browserOf(claim).ear)).toBe('over')
    await ownerSql()`update sessions set revoked_at = now() where id = ${lena.sessionId}`
    const { ear, told } = browserOf(lena)
    expect(await hub.join(ear)).toBe('over')
    expect(told).toEqual([])
  })

  test('has a limit for each person, which those that end make room in', async ({ world }) => {
    const [lena, hub] = [await world.person(), newHub()]
    const browsers = Array.from({ length: 12 }, () => browserOf(lena))
    expect(await Promise.all(browsers.map(({ ear }) => hub.join(ear)))).toEqual(browsers.map(() => null))
    const one = browserOf(lena)
    expect(await hub.join(one.ear)).toBe('too_many')
    expect(await hub.join(browserOf(await world.person()).ear)).toBeNull()
    hub.leave((browsers[0] ?? one).ear)
    expect(await hub.join(one.ear)).toBeNull()
  })

  test('ends with its process, which takes no more', async ({ world }) => {
    const [lena, hub] = [await world.person(), newHub()]
    const { ear, ended } = browserOf(lena)
    await hub.join(ear)
    await hub.close()
    expect(ended).toEqual(['closing'])
    expect(await hub.join(browserOf(lena).ear)).toBe('closing')
  })

  test('makes up for what rang while its connection was gone', async ({ world }) => {
    const [lena, place, hub] = [await world.person(), await world.organization(), newHub()]
    await listening(hub, lena, place)
    const { ear, told } = browserOf(lena)
    await hub.join(ear)
    const news = await ownerSql().begin(async (tx) => {
      const [gone] = await database()<[{ all: boolean }]>`
        select bool_and(pg_terminate_backend(pid, 5000)) as all from pg_stat_activity
         where application_name = 'muster bell' and datname = current_database()`
      expect(gone.all).toBe(true)
      return notify(lena, place, tx as unknown as postgres.Sql) // a transaction has all of a client that is used here
    })
    await vi.waitFor(() => expect(told.at(-1)?.newest).toBe(news), PATIENCE)
    const next = await notify(lena, place)
    await vi.waitFor(() => expect(told.at(-1)?.newest).toBe(next), PATIENCE)
  })
})

describe('what travels through the database', () => {
  test('is ids and nothing else, also for more people than one payload holds', async ({ world }) => {
    const place = await world.organization()
    const people = await Promise.all(Array.from({ length: 3 }, () => world.person()))
    const heard: string[] = []
    const sql = postgres(process.env.APP_DATABASE_URL ?? '', { max: 1 })
    await sql.listen('muster_bell', (payload) => heard.push(payload))
    const rows = people.flatMap(({ id }) => [id, id])
    await ownerSql()`
      insert into notifications (user_id, org_id, kind, detail)
      select who, ${place.id}, 'member.removed', '{"by":"Secret Person"}' from unnest(${rows}::uuid[]) who`
    const crowd = Array.from({ length: 1000 }, () => randomUUID())
    await ownerSql()`select ring(${crowd}::uuid[])`
    const heardIds = () => new Set(heard.join(',').split(','))
    await vi.waitFor(() => expect(heardIds().size).toBe(people.length + crowd.length), PATIENCE)
    await sql.end()
    expect(heard[0]?.split(',').sort()).toEqual(people.map(({ id }) => id).sort())
    expect(heardIds()).toEqual(new Set([...people.map(({ id }) => id), ...crowd]))
    expect(heard.every((payload) => /^[0-9a-f,-]+$/.test(payload))).toBe(true)
  })
})

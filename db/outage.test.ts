import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, database } from './client'
import { lease } from './lease'
import { DatabaseAway, isDatabaseAway, lossIn, untilKnown } from './outage'
import { reading, writing } from './tenant'
import { openWire, type Wire } from './testing/wire'
import { ownerSql } from './testing/world'

const direct = process.env.APP_DATABASE_URL ?? ''
let wire: Wire
beforeEach(async () => {
  await closeDatabase()
  await untilKnown()
  wire = await openWire(direct)
  process.env.APP_DATABASE_URL = wire.url
})
afterEach(async () => {
  await closeDatabase()
  await wire.close()
  process.env.APP_DATABASE_URL = direct
})

const one = () =>
  reading(
    (sql) => sql<{ one: number }[]>`select 1 as one`,
    async (_tx, rows) => rows[0]?.one,
  )
/**
 * All connections of the pool at once: none is being opened any more, whose errors the driver would keep from everybody. And nobody asks
 * any more what became of the last cut: the next one would cut that off as well, which means away.
 */
async function untilAllAreOpen() {
  await untilKnown()
  const all = await Promise.all(Array.from({ length: 10 }, lease))
  await Promise.all(all.map(({ sql }) => sql`select 1`)) // the driver opens one when it is first used
  for (const one of all) one.end()
}
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof DatabaseAway ? error.saved : error),
  )

test('a connection that breaks between two statements ends its transaction, and the pool goes on', async () => {
  for (let i = 0; i < 25; i++) {
    await untilAllAreOpen()
    const broken = writing(
      async (sql) => sql`select 1`,
      async ({ sql }) => {
        wire.cut()
        await sleep(5)
        await sql`select 2`
        return { result: 'never', closing: [] }
      },
    )
    expect(await outcome(broken)).toBe('nothing')
    expect(await one()).toBe(1)
  }
  expect(await Promise.all(Array.from({ length: 12 }, one))).toEqual(Array(12).fill(1))
  await untilAllAreOpen()
})

test('one that breaks within a statement too', async () => {
  for (let i = 0; i < 10; i++) {
    await untilAllAreOpen()
    const broken = reading(
      async (sql) => sql`select 1`,
      ({ sql }) => {
        setTimeout(() => wire.cut(), 5)
        return Promise.resolve(sql`select pg_sleep(5)`)
      },
    )
    expect(await outcome(broken)).toBe('nothing')
    expect(await one()).toBe(1)
  }
  await untilAllAreOpen()
})

test('one that breaks while COMMIT is out leaves it open whether it was saved, and that is said', async () => {
  await untilAllAreOpen()
  const slow = writing(
    async (sql) => sql`select 1`,
    async ({ sql }) => {
      setTimeout(() => wire.cut(), 50)
      return { result: 'unknown', closing: [sql`select pg_sleep(5)`] }
    },
  )
  expect(await outcome(slow)).toBe('unknown')
})

test('a database that is away is known to be, is asked for again, and serves at once when it is back', async () => {
  await untilAllAreOpen()
  await wire.takeAway()
  await expect.poll(isDatabaseAway).toBe(true)
  const started = performance.now()
  expect(await outcome(one())).toBe('nothing')
  expect(performance.now() - started).toBeLessThan(100)
  await wire.bringBack()
  await expect.poll(isDatabaseAway, { timeout: 5000 }).toBe(false)
  expect(await Promise.all(Array.from({ length: 30 }, one))).toEqual(Array(30).fill(1))
  await untilAllAreOpen()
})

test('one that hangs is away as well, for those who wait and those who come after', async () => {
  await untilAllAreOpen()
  wire.freeze()
  expect(await outcome(one())).toBe('nothing')
  await expect.poll(isDatabaseAway, { timeout: 10_000 }).toBe(true)
  const started = performance.now()
  expect(await outcome(one())).toBe('nothing')
  expect(performance.now() - started).toBeLessThan(100)
  await wire.takeAway()
}, 30_000)

test('only what says that the database is away counts as that', async () => {
  await expect(Promise.resolve(ownerSql()`select 1 / 0`)).rejects.toSatisfy((error) => !lossIn(error))
  await expect(Promise.resolve(ownerSql()`select pg_terminate_backend(pg_backend_pid())`)).rejects.toSatisfy(
    (error) => lossIn(error) !== undefined,
  )
  await expect(outcome(Promise.resolve(database()`select 1`))).resolves.toBe('ok')
})

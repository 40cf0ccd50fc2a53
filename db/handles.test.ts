import { randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Client } from '@/db/client'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona } from '@/db/testing/world'
import {
  FORMER_HANDLES,
  listFormerHandles,
  REDIRECT_DAYS,
  RENAMES_A_DAY,
  renameHandle,
} from '@/lib/rename-handle'

const free = () => `free-${randomBytes(5).toString('hex')}`

/** One transaction that has entered `account` as `who`. */
const inside = <T>(who: Persona, account: string, work: (sql: Client) => Promise<T>): Promise<T> =>
  database().begin(async (tx) => {
    await tx`select enter(${who.id}::uuid, ${who.sessionId}::uuid, ${account}, null)`
    return work(tx as unknown as Client) // a transaction has all of a client that is used here
  }) as Promise<T>
// renaming and listing ask nothing of a connection but statements
const rename = (who: Persona, account: string, handle: string) =>
  inside(who, account, (sql) => renameHandle(sql as never, handle))
const formers = (who: Persona, account: string) =>
  inside(who, account, (sql) => listFormerHandles(sql as never))

/** What entering by this name gives. */
const entering = async (who: Persona, name: string) => {
  const [row] = await database()`select * from enter(${who.id}::uuid, ${who.sessionId}::uuid, ${name}, null)`
  return row
}
const daysLater = (handle: string, days: number) =>
  ownerSql()`update handles set redirects_until = redirects_until - ${`${days} days`}::text::interval where handle = ${handle}`

describe('a handle that was changed', () => {
  test('leads on to the present one, for an organization and for a person', async ({ world }) => {
    const { admin, account } = await world.organization()
    const next = free()
    expect(await rename(admin, account, next.toUpperCase())).toBe(account)
    for (const name of [account, next])
      expect(await entering(admin, name)).toMatchObject({ tie: 'member', handle: next.toUpperCase() })
    const [former] = await formers(admin, next)
    expect(former?.handle).toBe(account)
    const days = ((former?.redirectsUntil.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(REDIRECT_DAYS)

    const own = free()
    await rename(admin, 'me', own)
    expect(await entering(admin, admin.username)).toMatchObject({ tie: 'owner', handle: own, username: own })
    expect(await ownerSql()`select username from members where user_id = ${admin.id}`).toEqual([
      { username: own },
    ])
  })

  test('tells nothing to whom the account is invisible', async ({ world }) => {
    const { admin, account } = await world.organization()
    const stranger = await world.person()
    await rename(admin, account, free())
    expect(await entering(stranger, account)).toEqual(await entering(stranger, free()))
  })

  test('is nobody else’s while it redirects, and free from then on, swept or not', async ({ world }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    await rename(place.admin, place.account, free())
    const asked = () => database()`select handle_is_free(${place.account}) as free`
    const founding = () =>
      inside(
        other.admin,
        'me',
        (sql) =>
          sql`select * from found_organization(${place.account}, ${free()}, ${free()}, 'a@example.test', null)`,
      )
    expect(await asked()).toEqual([{ free: false }])
    await expect(rename(other.admin, other.account, place.account)).rejects.toMatchObject({
      code: 'conflict',
      fields: { handle: expect.stringContaining('taken') },
    })
    await expect(founding()).rejects.toThrow(/handles_pkey/)
    await daysLater(place.account, REDIRECT_DAYS)
    expect(await asked()).toEqual([{ free: true }])
    expect(await entering(place.admin, place.account)).toMatchObject({ tie: null })
    expect(await founding()).toHaveLength(1)
  })

  test('is swept away once nobody is led on any more', async ({ world }) => {
    const { admin, account, id } = await world.organization()
    await rename(admin, account, free())
    const left = async () => {
      await ownerSql()`select worker_sweep()`
      return (await ownerSql()`select 1 from handles where account_id = ${id}`).length
    }
    expect(await left()).toBe(2)
    await daysLater(account, REDIRECT_DAYS)
    expect(await left()).toBe(1)
  })

  test('can be taken back by its own account alone', async ({ world }) => {
    const { admin, account } = await world.organization()
    const next = free()
    await rename(admin, account, next)
    await rename(admin, account, account)
    expect(await entering(admin, next)).toMatchObject({ handle: account })
    expect(await formers(admin, account)).toMatchObject([{ handle: next }])
  })

  test('may change its case, which costs nothing', async ({ world }) => {
    const { admin, account } = await world.organization()
    for (const spelling of [
      account.toUpperCase(),
      account,
      account.toUpperCase(),
      account,
      account.toUpperCase(),
    ])
      await rename(admin, account, spelling)
    expect(await entering(admin, account)).toMatchObject({ handle: account.toUpperCase() })
    expect(await formers(admin, account)).toEqual([])
    expect(await rename(admin, account, account.toUpperCase())).toBeNull()
  })

  test('stays where the reserved, the live and the own ones of others stand', async ({ world }) => {
    const { admin, account } = await world.organization()
    const other = await world.person()
    for (const taken of ['Settings', other.username, admin.username])
      await expect(rename(admin, account, taken)).rejects.toMatchObject({ code: 'conflict' })
    expect(await entering(admin, account)).toMatchObject({ handle: account })
  })
})

describe('nobody hoards names', () => {
  test('a few changes a day', async ({ world }) => {
    const { admin, account } = await world.organization()
    for (let change = 0; change < RENAMES_A_DAY; change++) await rename(admin, account, free())
    await expect(rename(admin, account, free())).rejects.toMatchObject({ code: 'rate_limited' })
    await ownerSql()`update accounts set renames_since = now() - interval '25 hours' where renames = ${RENAMES_A_DAY}`
    await rename(admin, account, free())
  })

  test('a few former ones at a time; taking one back is always possible', async ({ world }) => {
    const { admin, account, id } = await world.organization()
    const tomorrow = () => ownerSql()`update accounts set renames = 0 where id = ${id}`
    for (let change = 0; change < FORMER_HANDLES; change++) {
      await rename(admin, account, free())
      await tomorrow()
    }
    const wanted = free()
    await expect(rename(admin, account, wanted)).rejects.toMatchObject({
      code: 'conflict',
      fields: { handle: expect.stringContaining('Take one of them back') },
    })
    expect(await database()`select handle_is_free(${wanted}) as free`).toEqual([{ free: true }])
    await rename(admin, account, account)
    expect(await formers(admin, account)).toHaveLength(FORMER_HANDLES)
  })
})

test('two organizations that take one handle at once: one has it, the other keeps its own', async ({
  world,
}) => {
  const places = [await world.organization(), await world.organization()]
  const [first, second] = places
  if (!first || !second) throw new Error('two were made')
  const wanted = free()
  let proceed = () => {}
  const holding = new Promise<void>((resolve) => {
    proceed = resolve
  })
  let took = () => {}
  const taken = new Promise<void>((resolve) => {
    took = resolve
  })
  const winner = inside(first.admin, first.account, async (sql) => {
    await renameHandle(sql as never, wanted)
    took()
    await holding
  })
  await taken
  const loser = rename(second.admin, second.account, wanted)
  const outcome = Promise.allSettled([winner, loser])
  await untilWaiting(1)
  proceed()
  expect(await outcome).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'conflict' } },
  ])
  expect(await entering(first.admin, wanted)).toMatchObject({ org_id: first.id })
  expect(await entering(second.admin, second.account)).toMatchObject({
    org_id: second.id,
    handle: second.account,
  })
})

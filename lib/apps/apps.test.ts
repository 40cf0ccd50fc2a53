import { describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona } from '@/db/testing/world'
import { createApp, duplicateApp, pinApp, starApp } from './commands'
import { listDeletedApps } from './deleted'
import { deleteApp } from './ending'
import { findFreeAppId, getAppsPlace, listApps, listStarredApps } from './queries'
import { PINS } from './schemas'

const handleOf = () => `app-${crypto.randomUUID().slice(0, 8)}`
const create = (who: Persona, account: string, handle = handleOf(), name = `App ${handle}`) =>
  createApp(who.caller, account, { name, handle })
const names = async (who: Persona, account: string, search: Record<string, unknown> = {}) =>
  (await listApps(who.caller, account, search)).rows.map((row) => row.handle)
const row = async (id: string) => {
  const [found] = await ownerSql()`select * from apps where id = ${id}`
  return found
}

describe('creating', () => {
  test('an Admin in the organization, and anybody in their own account; the history tells', async ({
    world,
  }) => {
    const place = await world.organization()
    const made = await createApp(place.admin.caller, place.account, {
      name: '  Apple   grading ',
      handle: 'Apple-Grading',
      description: 'Sorts',
      defaultLanguage: 'de',
    })
    expect(made).toMatchObject({ account: place.account, handle: 'apple-grading', name: 'Apple grading' })
    expect(await row(made.id)).toMatchObject({
      default_language: 'de',
      description: 'Sorts',
      visibility: 'private',
    })
    expect(await world.lastAudit(place)).toMatchObject({ event: 'app.created', target_name: 'Apple grading' })
    const lena = await world.person()
    await create(lena, 'me', 'mine')
    expect(await names(lena, 'me')).toEqual(['mine'])
  })

  test.for(['team_contributor', 'organization_user', 'financial_manager', 'infrastructure_manager'] as const)(
    'not a %s',
    async (role, { world }) => {
      const place = await world.organization()
      const who = await world.member(place, role)
      await expect(create(who, place.account)).rejects.toMatchObject({ code: 'forbidden' })
    },
  )

  test('not over a live ID, one that redirects, or a word of the portal', async ({ world }) => {
    const place = await world.organization()
    const { admin, account } = place
    const app = await world.app(place)
    await ownerSql()`insert into app_handles (org_id, handle, app_id, redirects_until)
      values (${place.id}, 'former', ${app.id}, now() + interval '1 day'), (${place.id}, 'over', ${app.id}, now() - interval '1 day')`
    const free = async (handle: string) => (await findFreeAppId(admin.caller, account, { handle })).isFree
    for (const taken of [app.handle, 'former', 'FORMER']) {
      await expect(create(admin, account, taken)).rejects.toMatchObject({
        code: 'conflict',
        fields: { handle: expect.any(String) },
      })
      expect(await free(taken)).toBe(false)
    }
    for (const word of ['new', 'Models', 'workflows', 'a', 'no way'])
      await expect(create(admin, account, word)).rejects.toMatchObject({ code: 'invalid' })
    await create(admin, account, 'over')
  })

  test('whoever waits for an ID that is being given up finds that it redirects', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    let creating: Promise<unknown> = Promise.resolve()
    await ownerSql().begin(async (tx) => {
      await tx`update apps set handle = 'elsewhere' where id = ${app.id}`
      await tx`insert into app_handles (org_id, handle, app_id, redirects_until)
               values (${place.id}, ${app.handle}, ${app.id}, now() + interval '1 day')`
      creating = create(place.admin, place.account, app.handle)
      creating.catch(() => {})
      await untilWaiting(1)
    })
    await expect(creating).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('what one was given', () => {
  test('a Team Contributor sees their teams’ apps, with the way, and nothing else', async ({ world }) => {
    const place = await world.organization()
    const labeler = await world.member(place, 'team_contributor')
    const [mine, theirs, ended] = [
      await world.app(place),
      await world.app(place, { visibility: 'organization' }),
      await world.app(place),
    ]
    const team = await world.team(place, { people: [labeler] })
    await world.teamApp(place, team.id, mine.id, 'labeler_worker')
    await world.teamApp(place, team.id, ended.id, 'full_access', new Date(Date.now() - 1000))
    const list = await listApps(labeler.caller, place.account, {})
    expect(list.rows.map(({ handle }) => handle)).toEqual([mine.handle])
    expect(list.rows[0]).toMatchObject({
      ways: [{ by: 'team', handle: team.handle, gives: 'labeler_worker' }],
      can: { duplicate: false, delete: false },
    })
    expect(list).toMatchObject({
      total: { count: 1 },
      can: { create: false, restore: false, seesAll: false },
    })
    expect(await names(labeler, place.account, { q: theirs.handle })).toEqual([])
  })

  test('managers have no list; Organization Users see all and change nothing', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    for (const role of ['financial_manager', 'infrastructure_manager'] as const) {
      const who = await world.member(place, role)
      await expect(listApps(who.caller, place.account, {})).rejects.toMatchObject({ code: 'forbidden' })
      await expect(getAppsPlace(who.caller, place.account, {})).rejects.toMatchObject({ code: 'forbidden' })
    }
    const user = await world.member(place, 'organization_user')
    const list = await listApps(user.caller, place.account, {})
    expect(list.rows[0]).toMatchObject({ handle: app.handle, can: { duplicate: false, delete: false } })
    for (const doing of [
      () => deleteApp(user.caller, place.account, { app: app.handle, confirmation: app.handle }),
      () =>
        duplicateApp(user.caller, place.account, {
          app: app.handle,
          name: 'Copy',
          handle: 'copy',
          include: [],
        }),
      () => listDeletedApps(user.caller, place.account, {}),
    ])
      await expect(doing()).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('past the guard nobody lists, marks or deletes what they were not given', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const other = await world.app(place)
    const labeler = await world.member(place, 'team_contributor')
    const team = await world.team(place, { people: [labeler] })
    await world.teamApp(place, team.id, app.id, 'labeler_worker')
    const past = (handle: string | null, ask: (tx: ReturnType<typeof ownerSql>) => Promise<unknown>) =>
      database().begin(async (tx) => {
        await tx`select * from enter(${labeler.id}::uuid, ${labeler.sessionId}::uuid, ${place.account}, ${handle})`
        return ask(tx as unknown as ReturnType<typeof ownerSql>) // a transaction has all of a client that is used here
      })
    await expect(past(other.handle, (tx) => tx`select mark_app('star', true)`)).rejects.toThrow(
      /no app was entered/,
    )
    await expect(past(app.handle, (tx) => tx`select delete_app(gen_random_uuid())`)).rejects.toThrow(
      /not theirs/,
    )
    const listed = await past(
      null,
      (tx) => tx`select handle from my_apps('rest', '', 'name', true, null, null, 100)`,
    )
    expect(listed).toEqual([{ handle: app.handle }])
    expect(await database()`select * from my_apps('rest', '', 'name', true, null, null, 100)`).toEqual([])
  })
})

describe('the list', () => {
  test('search, both orders in both directions, and pages there and back', async ({ world }) => {
    const place = await world.organization()
    const { admin, account } = place
    const all = Array.from({ length: 30 }, (_, i) => `a-${String(i).padStart(2, '0')}`)
    for (const [i, handle] of all.entries())
      await ownerSql()`insert into apps (org_id, handle, name, updated_at) values (${place.id}, ${handle}, ${`App ${handle}`}, now() - ${i} * interval '1 hour')`
    const size = 24
    expect(await names(admin, account, { size })).toEqual(all.slice(0, 24))
    expect(await names(admin, account, { size, dir: 'asc' })).toEqual(all.toReversed().slice(0, 24))
    expect(await names(admin, account, { size, sort: 'name' })).toEqual(all.slice(0, 24))
    expect(await names(admin, account, { size, sort: 'name', dir: 'desc' })).toEqual(
      all.toReversed().slice(0, 24),
    )
    expect(await names(admin, account, { q: 'APP A-07' })).toEqual(['a-07'])
    expect(await names(admin, account, { q: '%' })).toEqual([])
    for (const sort of ['name', 'updated']) {
      const first = await listApps(admin.caller, account, { size, sort })
      const second = await listApps(admin.caller, account, { size, sort, cursor: first.next })
      expect(second.rows.map(({ handle }) => handle)).toEqual(all.slice(24))
      const back = await listApps(admin.caller, account, { size, sort, cursor: second.previous })
      expect(back.rows).toEqual(first.rows)
      expect([first.previous, second.next]).toEqual([null, null])
    }
  })

  test('pins rise for one person alone, and only so many; stars have their page', async ({ world }) => {
    const place = await world.organization()
    const { admin, account } = place
    const other = await world.member(place, 'organization_user')
    for (let i = 0; i < PINS + 2; i++) await create(admin, account, `z-${String(i).padStart(2, '0')}`)
    const pin = (app: string, on = '1') => pinApp(admin.caller, account, { app, on })
    await pin('z-09')
    await pin('z-09')
    const sorted = await names(admin, account, { sort: 'name' })
    expect(sorted.slice(0, 2)).toEqual(['z-09', 'z-00'])
    expect(sorted).toHaveLength(PINS + 2)
    expect((await names(other, account, { sort: 'name' }))[0]).toBe('z-00')
    for (let i = 0; i < PINS - 1; i++) await pin(`z-${String(i < 9 ? i : i + 1).padStart(2, '0')}`)
    await expect(pin('z-13')).rejects.toMatchObject({ code: 'conflict' })
    await pin('z-09', '0')
    await pin('z-13')
    await starApp(other.caller, account, { app: 'z-03', on: '1' })
    const starred = async () =>
      (await listStarredApps(other.caller, account, {})).rows.map(({ handle }) => handle)
    expect(await starred()).toEqual(['z-03'])
    await deleteApp(admin.caller, account, { app: 'z-03', confirmation: 'z-03' })
    expect(await starred()).toEqual([])
  })

  test('moves up when details or grants change', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const team = await world.team(place)
    const age = () => ownerSql()`update apps set updated_at = now() - interval '1 day' where id = ${app.id}`
    const isFresh = async () => (await row(app.id))?.updated_at > Date.now() - 60_000
    await age()
    expect(await isFresh()).toBe(false)
    await world.teamApp(place, team.id, app.id, 'full_access')
    expect(await isFresh()).toBe(true)
    await age()
    await ownerSql()`update team_apps set ended_at = now() where app_id = ${app.id}`
    expect(await isFresh()).toBe(true)
    await age()
    await ownerSql()`update apps set notes = 'New' where id = ${app.id}`
    expect(await isFresh()).toBe(true)
  })
})

describe('duplicating', () => {
  test('takes along what was chosen, and nobody who holds more than the caller', async ({ world }) => {
    const place = await world.organization()
    const { admin, account } = place
    const app = await world.app(place, { visibility: 'organization' })
    await ownerSql()`update apps set description = 'D', notes = 'N', default_language = 'fr' where id = ${app.id}`
    const team = await world.team(place)
    await world.teamApp(place, team.id, app.id, 'labeler_lead')
    await world.collaborator(place, app.id, await world.person(), ['Inputs:Get'])
    const copyOf = async (include: string[]) => {
      const handle = handleOf()
      const done = await duplicateApp(admin.caller, account, {
        app: app.handle,
        name: 'Copy',
        handle,
        include: include as never,
      })
      const [copy] = await ownerSql()`
        select a.*, (select array_agg(permission) from team_apps where app_id = a.id) as teams,
               (select count(*)::int from collaborators where app_id = a.id) as collaborators from apps a where handle = ${handle}`
      return { done, copy }
    }
    const everything = await copyOf(['description', 'notes', 'settings', 'teams', 'collaborators'])
    expect(everything.copy).toMatchObject({
      description: 'D',
      notes: 'N',
      default_language: 'fr',
      visibility: 'organization',
      teams: ['labeler_lead'],
      collaborators: 1,
    })
    expect(everything.done).toMatchObject({ teams: 1, collaborators: { copied: 1, left: 0 } })
    expect(await world.lastAudit(place)).toMatchObject({ event: 'app.duplicated', target_name: 'Copy' })
    expect((await copyOf([])).copy).toMatchObject({
      description: '',
      notes: '',
      default_language: 'en',
      visibility: 'private',
      teams: null,
      collaborators: 0,
    })
  })
})

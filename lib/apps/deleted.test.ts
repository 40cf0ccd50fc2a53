import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { changeAppId } from '@/lib/app-settings/commands'
import { transferApp } from '@/lib/app-settings/transfer'
import { purgeApps } from '@/lib/jobs/purge'
import { openWorkerDatabase } from '@/lib/jobs/worker-database'
import { createApp, duplicateApp, pinApp, starApp } from './commands'
import { listDeletedApps, restoreApp } from './deleted'
import { deleteApp, previewAppDeletion } from './ending'
import { findFreeAppId, listApps } from './queries'

const create = (who: Persona, account: string, handle: string) =>
  createApp(who.caller, account, { name: `App ${handle}`, handle })
const names = async (who: Persona, account: string, search: Record<string, unknown> = {}) =>
  (await listApps(who.caller, account, search)).rows.map((row) => row.handle)
const row = async (id: string) => {
  const [found] = await ownerSql()`select * from apps where id = ${id}`
  return found
}
const timeIsUp = (id: string) =>
  ownerSql()`update apps set restorable_until = now() - interval '1 second' where id = ${id}`

describe('deleting and restoring', () => {
  const deleted = async (place: Place, handle: string) => {
    await deleteApp(place.admin.caller, place.account, { app: handle, confirmation: handle.toUpperCase() })
    const { rows } = await listDeletedApps(place.admin.caller, place.account, {})
    return rows.find((one) => one.handle === handle)
  }

  test('wants the ID typed, says what hangs on it, and opens nothing until it is restored as it was', async ({
    world,
  }) => {
    const place = await world.organization()
    const { admin, account } = place
    const labeler = await world.member(place, 'team_contributor')
    const app = await world.app(place)
    const team = await world.team(place, { people: [labeler] })
    await world.teamApp(place, team.id, app.id, 'labeler_worker')
    await expect(
      deleteApp(admin.caller, account, { app: app.handle, confirmation: 'other' }),
    ).rejects.toMatchObject({
      fields: { confirmation: expect.stringContaining(app.handle) },
    })
    const gone = await deleted(place, app.handle)
    expect(gone).toMatchObject({ id: app.id, deletedBy: admin.name })
    expect(await names(labeler, account)).toEqual([])
    await expect(pinApp(labeler.caller, account, { app: app.handle, on: '1' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(restoreApp(labeler.caller, account, { appId: app.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await restoreApp(admin.caller, account, { appId: app.id })
    expect(await names(labeler, account)).toEqual([app.handle])
    expect(await world.lastAudit(place)).toMatchObject({ event: 'app.restored' })
    expect(await restoreApp(admin.caller, account, { appId: app.id })).toMatchObject({ handle: app.handle })
  })

  test('comes back under its ID, which nobody takes meanwhile, and not after its time', async ({ world }) => {
    const place = await world.organization()
    const { admin, account } = place
    const [app, other] = [await world.app(place), await world.app(place)]
    const { handle } = app
    const free = () => findFreeAppId(admin.caller, account, { handle })
    expect(await free()).toMatchObject({ isFree: false, heldUntil: null })
    const gone = await deleted(place, handle)
    expect(await free()).toMatchObject({ isFree: false, heldUntil: gone?.restorableUntil })
    const held = {
      code: 'conflict',
      fields: { handle: expect.stringMatching(/^A deleted app holds this ID until .*2\d\d\d\./) },
    }
    await expect(create(admin, account, handle)).rejects.toMatchObject(held)
    const copying = duplicateApp(admin.caller, account, {
      app: other.handle,
      name: 'Copy',
      handle,
      include: [],
    })
    await expect(copying).rejects.toMatchObject(held)
    const renaming = changeAppId(admin.caller, account, { app: other.handle, handle })
    await expect(renaming).rejects.toMatchObject(held)
    const mine = await world.organization({ admin })
    const { handle: arriving } = await world.app(mine)
    const moving = transferApp(admin.caller, mine.account, {
      ...{
        app: arriving,
        confirmation: arriving,
        to: account,
        name: 'Arriving',
        handle,
        collaborators: 'end',
      },
    })
    await expect(moving).rejects.toMatchObject(held)
    await restoreApp(admin.caller, account, { appId: app.id })
    await expect(create(admin, account, handle)).rejects.toMatchObject({
      fields: { handle: expect.stringMatching(/^Another app here has this ID/) },
    })
    expect(await names(admin, account, { q: handle })).toEqual([handle])

    await changeAppId(admin.caller, account, { app: handle, handle: 'another' })
    await changeAppId(admin.caller, account, { app: 'another', handle })
    await deleted(place, handle)
    await timeIsUp(app.id)
    expect(await free()).toMatchObject({ isFree: true, heldUntil: null })
    await create(admin, account, handle)
    await expect(restoreApp(admin.caller, account, { appId: app.id })).rejects.toMatchObject({
      code: 'expired',
    })
    expect((await listDeletedApps(admin.caller, account, {})).rows).toEqual([])
  })

  test('tells nothing of deleted apps to who does not see them', async ({ world }) => {
    const place = await world.organization()
    const [gone, shared] = [await world.app(place), await world.app(place)]
    const guest = await world.person()
    await ownerSql()`insert into collaborators (org_id, app_id, user_id, scopes) values (${place.id}, ${shared.id}, ${guest.id}, '{All}')`
    await deleted(place, gone.handle)
    const renaming = changeAppId(guest.caller, place.account, { app: shared.handle, handle: gone.handle })
    await expect(renaming).rejects.toMatchObject({
      code: 'conflict',
      fields: { handle: expect.stringMatching(/^Another app here has this ID, or had it/) },
    })
  })

  test('whoever waits for the ID of an app that is being deleted finds that it is held', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    let creating: Promise<unknown> = Promise.resolve()
    await ownerSql().begin(async (tx) => {
      await tx`update apps set deleted_at = now(), restorable_until = now() + interval '30 days' where id = ${app.id}`
      creating = create(place.admin, place.account, app.handle)
      creating.catch(() => {})
      await untilWaiting(1)
    })
    await expect(creating).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a Contributor who is restricted deletes and restores the apps of their teams, and no other', async ({
    world,
  }) => {
    const place = await world.organization()
    const { account } = place
    const [theirs, other] = [await world.app(place), await world.app(place)]
    const siloed = await world.member(place, 'organization_contributor')
    const team = await world.team(place, { people: [siloed], isRestricted: true })
    const open = await world.team(place, { people: [siloed] })
    await world.teamApp(place, team.id, theirs.id, 'labeler_worker')
    await world.teamApp(place, open.id, other.id, 'full_access')
    const deleting = (app: { handle: string }) =>
      deleteApp(siloed.caller, account, { app: app.handle, confirmation: app.handle })
    await expect(deleting(other)).rejects.toMatchObject({ code: 'not_found' })
    await deleting(theirs)
    await deleted(place, other.handle)
    const { rows } = await listDeletedApps(siloed.caller, account, {})
    expect(rows.map(({ id }) => id)).toEqual([theirs.id])
    await expect(restoreApp(siloed.caller, account, { appId: other.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await restoreApp(siloed.caller, account, { appId: theirs.id })
    expect(await names(siloed, account)).toEqual([theirs.handle])
    expect((await row(other.id))?.deleted_at).not.toBeNull()
  })

  test('lists them page by page, forth and back', async ({ world }) => {
    const place = await world.organization()
    for (let at = 0; at < 27; at++) {
      const { id } = await world.app(place)
      await ownerSql()`update apps set deleted_at = now() - ${at} * interval '1 minute', restorable_until = now() + interval '1 day' where id = ${id}`
    }
    const ids = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id)
    const list = (cursor?: string | null) =>
      listDeletedApps(place.admin.caller, place.account, cursor ? { cursor } : {})
    const first = await list()
    const second = await list(first.next)
    expect([ids(first).length, ids(second).length]).toEqual([25, 2])
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(27)
    expect(second.next).toBeNull()
    expect(ids(await list(second.previous))).toEqual(ids(first))
  })

  test('who loses it is counted, nobody twice, for whoever may delete it', async ({ world }) => {
    const place = await world.organization()
    const { admin, account } = place
    const app = await world.app(place)
    const [one, two, left] = [
      await world.member(place, 'team_contributor'),
      await world.member(place, 'organization_user'),
      await world.member(place, 'team_contributor'),
    ]
    const siloed = await world.member(place, 'organization_contributor')
    const teams = [
      await world.team(place, { people: [one, two, left] }),
      await world.team(place, { people: [one, siloed], isRestricted: true }),
      await world.team(place),
    ]
    for (const { id } of teams.slice(0, 2)) await world.teamApp(place, id, app.id, 'labeler_worker')
    const guest = await world.person()
    await ownerSql()`insert into collaborators (org_id, app_id, user_id, scopes) values (${place.id}, ${app.id}, ${guest.id}, '{All}')`
    await ownerSql()`update team_members set ended_at = now() where user_id = ${left.id}`
    const [counted, none] = [
      { teams: { count: 2 }, people: { count: 3 }, collaborators: { count: 1, isMore: false } },
      { teams: { count: 0 }, people: { count: 0 }, collaborators: { count: 0 } },
    ]
    const losses = async (who: Persona, of = app) =>
      (await previewAppDeletion(who.caller, account, of.handle, {})).losses
    for (const who of [admin, siloed, guest]) expect(await losses(who)).toMatchObject(counted)
    expect(await losses(admin, await world.app(place))).toMatchObject(none)
    await expect(losses(one)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is not restored into another organization', async ({ world }) => {
    const [place, elsewhere] = [await world.organization(), await world.organization()]
    const app = await world.app(place)
    await deleted(place, app.handle)
    await expect(
      restoreApp(elsewhere.admin.caller, elsewhere.account, { appId: app.id }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('purges what nobody can restore any more, with what hung on it, and keeps the rest', async ({
    world,
  }) => {
    const place = await world.organization()
    const [old, young] = [await world.app(place), await world.app(place)]
    const team = await world.team(place)
    await world.teamApp(place, team.id, old.id, 'labeler_worker')
    await starApp(place.admin.caller, place.account, { app: old.handle, on: '1' })
    await deleted(place, old.handle)
    await deleted(place, young.handle)
    await timeIsUp(old.id)
    const worker = openWorkerDatabase(process.env.WORKER_DATABASE_URL ?? '')
    await purgeApps(worker, undefined, 1)
    await worker.end()
    expect(await row(old.id)).toBeUndefined()
    expect(await row(young.id)).toBeDefined()
    const [told] =
      await ownerSql()`select event, actor_kind from audit_events where target_id = ${old.id} order by id desc limit 1`
    expect(told).toEqual({ event: 'app.purged', actor_kind: 'system' })
  })

  test('what was deleted before IDs were held keeps its own, or takes another where that was given away', async ({
    world,
  }) => {
    const place = await world.organization()
    const [older, later, other] = [await world.app(place), await world.app(place), await world.app(place)]
    const migration = readFileSync('db/migrations/0012_deleted_ids_are_held.sql', 'utf8')
    const after = await ownerSql()
      .begin(async (tx) => {
        const bury = (id: string, handle: string, days: number) => tx`
          update apps set handle = ${handle}, deleted_at = now() - ${days} * interval '1 day', restorable_until = now() + ${30 - days} * interval '1 day'
           where id = ${id}`
        const forget = () => tx`delete from app_handles where org_id = ${place.id}`
        await bury(older.id, 'same', 2)
        await forget()
        await bury(later.id, 'same', 1)
        await bury(other.id, 'given-away', 1)
        await forget()
        await tx`insert into apps (org_id, handle, name) values (${place.id}, 'given-away', 'Live')`
        await tx.unsafe(migration).simple()
        const apps = await tx`
          select a.id, a.handle, f.redirects_until = a.restorable_until as is_held from apps a
            left join app_handles f on f.org_id = a.org_id and f.handle = a.handle and f.app_id = a.id
           where a.org_id = ${place.id} and a.deleted_at is not null`
        throw new Map(apps.map((app) => [app.id, app])) // nothing of it stays
      })
      .catch((thrown) => thrown)
    expect(after.get(later.id)).toMatchObject({ handle: 'same', is_held: true })
    expect(after.get(older.id)).toMatchObject({ handle: `same-${older.id.slice(0, 8)}`, is_held: true })
    expect(after.get(other.id)).toMatchObject({
      handle: `given-away-${other.id.slice(0, 8)}`,
      is_held: true,
    })
  })
})

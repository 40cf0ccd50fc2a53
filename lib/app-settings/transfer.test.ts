import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona, type Place, type world as World } from '@/db/testing/world'
import { findMovedApp, loadApp } from '@/lib/app-frame/queries'
import { sentenceOf } from '@/lib/notifications/sentences'
import { previewTransfer, transferApp } from './transfer'

const tail = () => crypto.randomUUID().slice(0, 8)
type App = { id: string; handle: string }

const transfer = (who: Persona, from: string, app: App, to: string, more: object = {}) =>
  transferApp(who.caller, from, {
    app: app.handle,
    to,
    name: 'Fruit',
    handle: app.handle,
    collaborators: 'keep',
    confirmation: app.handle,
    ...more,
  })
const appOf = async (id: string) =>
  (await ownerSql()`select org_id, handle, name, visibility from apps where id = ${id}`)[0]
const eventsOf = async (orgId: string) =>
  await ownerSql()`select event, target_id, before, after, change_id from audit_events where org_id = ${orgId} order by id`
const noticesOf = async ({ id }: Persona) =>
  (await ownerSql()`select kind, detail from notifications where user_id = ${id}`).map(({ kind, detail }) =>
    sentenceOf(kind, detail),
  )

/** Two organizations with one Admin, and an app in the first that a team and a collaborator reach. */
async function furnished(world: typeof World) {
  const here = await world.organization()
  const there = await world.organization({ admin: here.admin })
  const app = await world.app(here)
  const labeler = await world.member(here, 'team_contributor')
  const team = await world.team(here, { people: [labeler] })
  await world.teamApp(here, team.id, app.id, 'full_access')
  const guest = await world.person()
  await world.collaborator(here, app.id, guest, ['Apps:Get', 'Inputs:Get'])
  return { here, there, app, labeler, team, guest, admin: here.admin }
}

describe('transferring an app', () => {
  test('moves it; teams lose it, collaborators keep it, both accounts write it down, the old address leads on', async ({
    world,
  }) => {
    const { here, there, app, labeler, guest, admin } = await furnished(world)
    const secondAdmin = await world.member(here, 'admin')
    const theirAdmin = await world.member(there, 'admin')
    await ownerSql()`insert into app_marks (org_id, user_id, app_id, kind) values (${here.id}, ${admin.id}, ${app.id}, 'pin')`
    const preview = await previewTransfer(admin.caller, here.account, app.handle, {})
    expect(preview).toMatchObject({ teams: { count: 1 }, collaborators: { count: 1 } })
    expect(preview.destinations.map(({ handle }) => handle).sort()).toEqual(
      [admin.username, there.account].sort(),
    )

    const handle = `moved-${tail()}`
    expect(await transfer(admin, here.account, app, there.account, { handle })).toEqual({
      account: there.account,
      handle,
    })
    expect(await appOf(app.id)).toEqual({ org_id: there.id, handle, name: 'Fruit', visibility: 'private' })

    const [grant] =
      await ownerSql()`select ended_at, ended_by, ended_change, org_id from team_apps where app_id = ${app.id}`
    expect(grant).toMatchObject({ ended_at: expect.any(Date), ended_by: admin.id, org_id: here.id })
    const kept =
      await ownerSql()`select org_id, user_id, scopes, ended_at, ended_change, started_change from collaborators where app_id = ${app.id} order by started_at`
    expect(kept).toMatchObject([
      { org_id: here.id, ended_at: expect.any(Date), ended_change: grant?.ended_change },
      {
        org_id: there.id,
        user_id: guest.id,
        scopes: ['Apps:Get', 'Inputs:Get'],
        ended_at: null,
        started_change: grant?.ended_change,
      },
    ])
    expect(await ownerSql()`select org_id from app_marks where app_id = ${app.id}`).toEqual([
      { org_id: there.id },
    ])

    const [[left], [arrived]] = [await eventsOf(here.id), await eventsOf(there.id)]
    expect(left).toMatchObject({
      event: 'app.transferred',
      target_id: app.id,
      before: { account: here.name, handle: app.handle },
      after: { account: there.name, handle, teamsEnded: 1, collaboratorsKept: 1, collaboratorsEnded: 0 },
    })
    expect(arrived).toMatchObject({ event: 'app.arrived', target_id: app.id, change_id: left?.change_id })

    expect(await noticesOf(secondAdmin)).toEqual([
      {
        text: expect.stringMatching(new RegExp(`transferred the app ${app.handle} to ${there.name}\\.`)),
        href: null,
      },
    ])
    expect(await noticesOf(labeler)).toEqual([
      { text: expect.stringContaining('to another account. You no longer have access'), href: null },
    ])
    expect(JSON.stringify(await noticesOf(labeler))).not.toContain(there.name)
    expect(await noticesOf(guest)).toEqual([
      { text: expect.stringContaining('You keep your access'), href: `/${there.account}/apps/${handle}` },
    ])
    expect(await noticesOf(theirAdmin)).toEqual([
      { text: expect.stringContaining(there.name), href: `/${there.account}/apps/${handle}` },
    ])
    expect(await noticesOf(admin)).toEqual([])

    const present = { account: there.account, app: handle }
    for (const who of [admin, guest, theirAdmin])
      expect(await findMovedApp(who.caller, here.account, app.handle)).toEqual(present)
    for (const who of [labeler, secondAdmin, await world.person()]) {
      expect(await findMovedApp(who.caller, here.account, app.handle)).toBeNull()
      expect(await loadApp(who.caller, here.account, app.handle)).toBeNull()
      expect(await loadApp(who.caller, there.account, handle)).toBeNull()
    }
    expect((await loadApp(guest.caller, there.account, handle))?.app.id).toBe(app.id)
    // a present ID wins over an address that moved, and nobody takes that address meanwhile
    await expect(
      ownerSql()`insert into apps (org_id, handle, name) values (${here.id}, ${app.handle}, 'Taken')`,
    ).rejects.toThrow(/leads to another/)
  })

  test('ends collaborations where that was chosen', async ({ world }) => {
    const { here, there, app, guest, admin } = await furnished(world)
    await transfer(admin, here.account, app, there.account, { collaborators: 'end' })
    expect(
      await ownerSql()`select 1 from collaborators where app_id = ${app.id} and ended_at is null`,
    ).toEqual([])
    expect(await noticesOf(guest)).toEqual([
      { text: expect.stringContaining('no longer have access'), href: null },
    ])
  })

  test('an expired grant ends when it expired, and is not brought back', async ({ world }) => {
    const { here, there, app, admin } = await furnished(world)
    const past = new Date(Date.now() - 3_600_000)
    await ownerSql()`update collaborators set expires_at = ${past}, started_at = now() - interval '1 day' where app_id = ${app.id}`
    await transfer(admin, here.account, app, there.account)
    expect(await ownerSql()`select ended_at from collaborators where app_id = ${app.id}`).toEqual([
      { ended_at: past },
    ])
  })

  test('from one’s own account into an organization and back', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'organization_contributor')
    const app = await world.app({ id: lena.id }, { visibility: 'public' })
    await transfer(lena, 'me', app, place.account)
    expect(await appOf(app.id)).toMatchObject({ org_id: place.id })
    expect(await findMovedApp(lena.caller, 'me', app.handle)).toEqual({
      account: place.account,
      app: app.handle,
    })
    expect((await eventsOf(lena.id)).map(({ event }) => event)).toEqual(['app.transferred'])
    await ownerSql()`update apps set visibility = 'organization' where id = ${app.id}`
    await transfer(lena, place.account, app, lena.username)
    expect(await appOf(app.id)).toMatchObject({ org_id: lena.id, visibility: 'private' })
    expect((await loadApp(lena.caller, 'me', app.handle))?.app.id).toBe(app.id)
    expect(await noticesOf(place.admin)).toEqual([
      expect.objectContaining({ text: expect.stringContaining(`to ${place.name}`) }),
      expect.objectContaining({ text: expect.stringContaining(`to ${lena.name}`) }),
    ])
  })

  test('an ID that is taken there is said beside its field, and nothing has moved', async ({ world }) => {
    const { here, there, app, admin } = await furnished(world)
    const other = await world.app(there)
    await expect(
      transfer(admin, here.account, app, there.account, { handle: other.handle }),
    ).rejects.toMatchObject({
      code: 'conflict',
      fields: { handle: expect.any(String) },
    })
    expect(await appOf(app.id)).toMatchObject({ org_id: here.id })
    expect(await ownerSql()`select ended_at from team_apps where app_id = ${app.id}`).toEqual([
      { ended_at: null },
    ])
    expect(await eventsOf(there.id)).toEqual([])
  })

  test('wants its ID typed', async ({ world }) => {
    const { here, there, app, admin } = await furnished(world)
    await expect(
      transfer(admin, here.account, app, there.account, { confirmation: 'x' }),
    ).rejects.toMatchObject({
      code: 'invalid',
      fields: { confirmation: expect.stringContaining(app.handle) },
    })
  })

  test('goes nowhere where its bearer makes no apps: no member, a lesser role, ended, expired, restricted, deleted', async ({
    world,
  }) => {
    const { here, app, admin } = await furnished(world)
    const nowhere: Place[] = [await world.organization()]
    for (const role of [
      'team_contributor',
      'organization_user',
      'financial_manager',
      'infrastructure_manager',
    ] as const) {
      const place = await world.organization()
      await world.member(place, role, { who: admin })
      nowhere.push(place)
    }
    const [ended, expired, restricted, deleted] = await Promise.all(
      [0, 1, 2, 3].map(() => world.organization()),
    )
    if (!ended || !expired || !restricted || !deleted) throw new Error('four were made')
    const { memberId } = await world.member(ended, 'admin', { who: admin })
    await ownerSql()`update members set ended_at = now() where id = ${memberId}`
    await world.member(expired, 'organization_contributor', {
      who: admin,
      until: new Date(Date.now() - 1000),
    })
    await world.member(restricted, 'organization_contributor', { who: admin })
    await world.team(restricted, { isRestricted: true, people: [admin] })
    await world.member(deleted, 'admin', { who: admin })
    await ownerSql()`update organizations set deleted_at = now() where org_id = ${deleted.id}`
    const preview = await previewTransfer(admin.caller, here.account, app.handle, {})
    for (const place of [
      ...nowhere,
      ended,
      expired,
      restricted,
      deleted,
      here,
      { account: `none-${tail()}` },
    ]) {
      expect(preview.destinations.map(({ handle }) => handle)).not.toContain(place.account)
      await expect(transfer(admin, here.account, app, place.account)).rejects.toMatchObject({
        code: 'invalid',
        fields: { to: expect.any(String) },
      })
    }
    const stranger = await world.person()
    await expect(transfer(admin, here.account, app, stranger.username)).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await appOf(app.id)).toMatchObject({ org_id: here.id })
  })

  test('is for Admins and Organization Contributors alone where the app is', async ({ world }) => {
    const { here, app, labeler, guest } = await furnished(world)
    await ownerSql()`update collaborators set scopes = '{Apps:Get,Apps:Add,All}' where app_id = ${app.id}`
    for (const who of [labeler, await world.member(here, 'organization_user')])
      await expect(transfer(who, here.account, app, who.username)).rejects.toMatchObject({
        code: 'forbidden',
      })
    await expect(transfer(guest, here.account, app, guest.username)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(previewTransfer(guest.caller, here.account, app.handle, {})).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('races', () => {
  /** Holds the row that `lock` takes while `racers` begin, and lets them go once they wait for it. */
  async function held(
    lock: (tx: ReturnType<typeof ownerSql>) => PromiseLike<unknown>,
    racers: (() => Promise<unknown>)[],
  ) {
    let racing: Promise<unknown>[] = []
    await ownerSql().begin(async (tx) => {
      await lock(tx as unknown as ReturnType<typeof ownerSql>) // a transaction has all of a client that is used here
      racing = racers.map((race) => race())
      for (const one of racing) one.catch(() => {})
      await untilWaiting(racers.length)
    })
    return Promise.allSettled(racing)
  }

  test('two transfers at once: one happens, the other finds no app', async ({ world }) => {
    const { here, there, app, admin } = await furnished(world)
    const elsewhere = await world.organization({ admin })
    const outcomes = await held(
      (tx) => tx`select 1 from apps where id = ${app.id} for update`,
      [there, elsewhere].map((to) => () => transfer(admin, here.account, app, to.account)),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'not_found' },
    })
    expect(
      await ownerSql()`select 1 from collaborators where app_id = ${app.id} and ended_at is null`,
    ).toHaveLength(1)
  })

  test('who stops being Admin there, or here, while the transfer waits moves nothing', async ({ world }) => {
    for (const side of ['there', 'here'] as const) {
      const { here, there, app, admin } = await furnished(world)
      const place = side === 'there' ? there : here
      const [outcome] = await held(
        (tx) => tx`update members set ended_at = now() where org_id = ${place.id} and user_id = ${admin.id}`,
        [() => transfer(admin, here.account, app, there.account)],
      )
      expect(outcome, side).toMatchObject({ reason: { code: side === 'there' ? 'invalid' : 'not_found' } })
      expect(await appOf(app.id)).toMatchObject({ org_id: here.id })
    }
  })

  test('a destination that is deleted while the transfer waits gets nothing', async ({ world }) => {
    const { here, there, app, admin } = await furnished(world)
    const [outcome] = await held(
      (tx) =>
        tx`update organizations set deleted_at = now() where org_id = ${there.id}`.then(
          () => tx`select 1 from organizations where org_id = ${there.id} for update`,
        ),
      [() => transfer(admin, here.account, app, there.account)],
    )
    expect(outcome).toMatchObject({ reason: { code: 'invalid' } })
  })

  test('a team that is given the app while it moves loses it too, or is too late', async ({ world }) => {
    const { here, there, app, admin } = await furnished(world)
    const late = await world.team(here)
    const [outcome] = await held(
      (tx) =>
        tx`insert into team_apps (org_id, team_id, app_id, permission) values (${here.id}, ${late.id}, ${app.id}, 'full_access')`,
      [() => transfer(admin, here.account, app, there.account)],
    )
    expect(outcome).toMatchObject({ status: 'fulfilled' })
    expect(await ownerSql()`select 1 from team_apps where app_id = ${app.id} and ended_at is null`).toEqual(
      [],
    )
    await expect(world.teamApp(here, (await world.team(here)).id, app.id, 'full_access')).rejects.toThrow(
      /not of this account/,
    )
  })

  test('a team whose permission changes meanwhile: no deadlock, and the new grant ends too', async ({
    world,
  }) => {
    const { here, there, app, team, admin } = await furnished(world)
    const [outcome] = await held(
      async (tx) => {
        await tx`update team_apps set ended_at = now() where app_id = ${app.id} and ended_at is null`
        await tx`insert into team_apps (org_id, team_id, app_id, permission) values (${here.id}, ${team.id}, ${app.id}, 'labeler_lead')`
      },
      [() => transfer(admin, here.account, app, there.account)],
    )
    expect(outcome).toMatchObject({ status: 'fulfilled' })
    expect(await ownerSql()`select 1 from team_apps where app_id = ${app.id} and ended_at is null`).toEqual(
      [],
    )
  })

  test('two apps that cross between two organizations at once both arrive', async ({ world }) => {
    const { here, there, app, admin } = await furnished(world)
    const back = await world.app(there)
    const outcomes = await held(
      (tx) => tx`select 1 from members where user_id = ${admin.id} for update`,
      [
        () => transfer(admin, here.account, app, there.account),
        () => transfer(admin, there.account, back, here.account),
      ],
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect([(await appOf(app.id))?.org_id, (await appOf(back.id))?.org_id]).toEqual([there.id, here.id])
  })
})

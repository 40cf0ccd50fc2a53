import { describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona } from '@/db/testing/world'
import { acceptShare } from '@/lib/collaborations/answer'
import { addCollaborators } from './add'
import { changeCollaborator, removeCollaborators } from './commands'
import { withdrawShares } from './shares'

const SHARES = ['Apps:Get', 'Collaborators:Get', 'Collaborators:Add', 'Collaborators:Delete', 'Inputs:Get']

/** Begins each in turn while `held` is locked, the next once the one before stands in line, and lets go. */
async function inLine(table: 'collaborators' | 'apps', id: string, begin: (() => Promise<unknown>)[]) {
  const begun: Promise<unknown>[] = []
  await ownerSql().begin(async (tx) => {
    await tx`select 1 from ${tx(table)} where id = ${id} for update`
    for (const one of begin) {
      const running = one()
      running.catch(() => {})
      begun.push(running)
      await untilWaiting(begun.length)
    }
  })
  return (await Promise.allSettled(begun)).map((outcome) =>
    outcome.status === 'fulfilled' ? 'done' : (outcome.reason as { code?: string }).code,
  )
}

const grantOf = async (appId: string, who: Persona) => {
  const [row] =
    await ownerSql()`select id from collaborators where app_id = ${appId} and user_id = ${who.id} and ended_at is null`
  return String(row?.id)
}

describe('at the same time', () => {
  test('two people edit the same collaborator: one does, the other is told', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [other, lena] = [await world.member(place, 'admin'), await world.person()]
    await world.collaborator(place, app.id, lena, ['Apps:Get'])
    const collaboratorId = await grantOf(app.id, lena)
    const edit = (who: Persona, scopes: string) => () =>
      changeCollaborator(who.caller, place.account, { app: app.handle, collaboratorId, scopes })
    const outcomes = await inLine('collaborators', collaboratorId, [
      edit(place.admin, 'Inputs:Get'),
      edit(other, 'Models:Get'),
    ])
    expect(outcomes).toEqual(['done', 'conflict'])
    const rows =
      await ownerSql()`select scopes from collaborators where app_id = ${app.id} and ended_at is null`
    expect(rows).toEqual([{ scopes: ['Inputs:Get', 'Apps:Get'] }])
  })

  test('one is edited and removed: whoever comes second is told', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    await world.collaborator(place, app.id, lena, ['Apps:Get'])
    const collaboratorId = await grantOf(app.id, lena)
    const at = { app: app.handle }
    const outcomes = await inLine('collaborators', collaboratorId, [
      () => removeCollaborators(place.admin.caller, place.account, { ...at, ids: [collaboratorId] }),
      () =>
        changeCollaborator(place.admin.caller, place.account, {
          ...at,
          collaboratorId,
          scopes: 'Inputs:Get',
        }),
    ])
    expect(outcomes).toEqual(['done', 'conflict'])
    expect(
      await ownerSql()`select 1 from collaborators where app_id = ${app.id} and ended_at is null`,
    ).toHaveLength(0)
  })

  test('a collaborator is removed while offering: no offer of theirs stays open', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, SHARES)
    const id = await grantOf(app.id, guest)
    const at = { app: app.handle }
    const remove = () => removeCollaborators(place.admin.caller, place.account, { ...at, ids: [id] })
    const offer = (emails: string) => () =>
      addCollaborators(guest.caller, place.account, { ...at, emails, scopes: 'Inputs:Get' })
    await offer('before@example.test')()
    const [removed] = await inLine('collaborators', id, [remove, offer('after@example.test')])
    expect(removed).toBe('done')
    const rows = await ownerSql()`select email, state from shares where app_id = ${app.id}`
    expect(rows).toEqual([{ email: 'before@example.test', state: 'void' }])
  })

  test('one address is offered the app by two people: one offer stays open', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const other = await world.member(place, 'organization_contributor')
    const offer = (who: Persona, scopes: string) => () =>
      addCollaborators(who.caller, place.account, { app: app.handle, emails: 'one@example.test', scopes })
    const outcomes = await inLine('apps', app.id, [
      offer(place.admin, 'Inputs:Get'),
      offer(other, 'Models:Get'),
    ])
    expect(outcomes).toEqual(['done', 'done'])
    const rows =
      await ownerSql()`select state, offered_by from shares where app_id = ${app.id} order by state`
    expect(rows).toEqual([
      { state: 'pending', offered_by: other.id },
      { state: 'void', offered_by: place.admin.id },
    ])
  })
})

describe('while somebody accepts', () => {
  const offers = async (who: Persona, at: { account: string; app: string }, ...people: Persona[]) => {
    const emails = people.map(({ email }) => email).join(' ')
    const { results } = await addCollaborators(who.caller, at.account, {
      app: at.app,
      emails,
      scopes: 'Inputs:Get',
    })
    return results.map(({ shareId }) => String(shareId))
  }

  test('others accept offers of the same app: none stands in the way of another', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const people = await Promise.all([1, 2, 3, 4].map(() => world.person()))
    const ids = await offers(place.admin, { account: place.account, app: app.handle }, ...people)
    const accept = people.map((who, at) => () => acceptShare(who.caller, 'me', { shareId: ids[at] ?? '' }))
    expect(await inLine('apps', app.id, accept)).toEqual(Array(4).fill('done'))
  })

  test('the giver is removed: the offer is void, nobody comes in', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [guest, lena] = [await world.person(), await world.person()]
    await world.collaborator(place, app.id, guest, SHARES)
    const [shareId = ''] = await offers(guest, { account: place.account, app: app.handle }, lena)
    const id = await grantOf(app.id, guest)
    const [removed, accepted] = await inLine('collaborators', id, [
      () => removeCollaborators(place.admin.caller, place.account, { app: app.handle, ids: [id] }),
      () => acceptShare(lena.caller, 'me', { shareId }),
    ])
    expect(removed).toBe('done')
    expect(accepted).not.toBe('done')
    expect(
      await ownerSql()`select 1 from collaborators where app_id = ${app.id} and ended_at is null`,
    ).toHaveLength(0)
  })

  test('what they hold already is edited: both come one after the other', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const [shareId = ''] = await offers(place.admin, { account: place.account, app: app.handle }, lena)
    await world.collaborator(place, app.id, lena, ['Apps:Get'])
    const collaboratorId = await grantOf(app.id, lena)
    const outcomes = await inLine('collaborators', collaboratorId, [
      () => acceptShare(lena.caller, 'me', { shareId }),
      () =>
        changeCollaborator(place.admin.caller, place.account, {
          app: app.handle,
          collaboratorId,
          scopes: 'Models:Get',
        }),
    ])
    expect(outcomes).toEqual(['done', 'conflict'])
  })
})

describe('past the guard', () => {
  const inside = <T>(
    who: Persona,
    account: string,
    app: string,
    work: (sql: ReturnType<typeof database>) => Promise<T>,
  ) =>
    database().begin(async (tx) => {
      await tx`select * from enter(${who.id}::uuid, ${who.sessionId}::uuid, ${account}, ${app})`
      return work(tx as never) // a transaction has all of a client that is used here
    })
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const deeds = {
    offer: (scopes: string[]) => (sql: ReturnType<typeof database>) =>
      sql`
      select * from offer_app('[{"id":"6f1c9d5e-2d06-4f0c-9f4e-6d3f0e3b7a10","email":"x@example.test","normalized":"x@example.test"}]',
                              ${scopes}::text[], ${until}::timestamptz, 'X', gen_random_uuid())`,
    change: (id: string, scopes: string[]) => (sql: ReturnType<typeof database>) =>
      sql`select change_collaborator(${id}::uuid, ${scopes}::text[], ${until}::timestamptz, gen_random_uuid())`,
    remove: (id: string) => (sql: ReturnType<typeof database>) =>
      sql`select * from remove_collaborators(array[${id}::uuid], gen_random_uuid())`,
    insert: (appId: string, userId: string) => (sql: ReturnType<typeof database>) =>
      sql`insert into collaborators (org_id, app_id, user_id, scopes) values (current_tenant(), ${appId}, ${userId}, '{All}')`,
  }

  test('the database refuses what a collaborator does not hold, and whoever holds nothing', async ({
    world,
  }) => {
    const place = await world.organization()
    const [app, other] = [await world.app(place), await world.app(place)]
    const [guest, plain, more, abroad] = [
      await world.person(),
      await world.person(),
      await world.person(),
      await world.person(),
    ]
    await world.collaborator(place, app.id, guest, SHARES)
    await world.collaborator(place, app.id, plain, ['Apps:Get', 'Inputs:Get'])
    await world.collaborator(place, app.id, more, ['Apps:Get', 'Metrics:Get'])
    await world.collaborator(place, other.id, abroad, ['Apps:Get'])
    const viewer = await world.member(place, 'organization_user')
    const denied = (who: Persona, work: Parameters<typeof inside>[3]) =>
      expect(inside(who, place.account, app.handle, work)).rejects.toMatchObject({ code: '42501' })
    await denied(guest, deeds.offer(['Metrics:Get']))
    await denied(guest, deeds.change(await grantOf(app.id, plain), ['Metrics:Get']))
    await denied(guest, deeds.change(await grantOf(app.id, more), ['Apps:Get']))
    await denied(guest, deeds.change(await grantOf(app.id, guest), ['Apps:Get']))
    await denied(guest, deeds.insert(app.id, guest.id))
    for (const who of [plain, viewer]) {
      await denied(who, deeds.offer(['Apps:Get']))
      await denied(who, deeds.change(await grantOf(app.id, guest), ['Apps:Get']))
      await denied(who, deeds.remove(await grantOf(app.id, guest)))
    }
    expect(await inside(guest, place.account, app.handle, deeds.remove(await grantOf(app.id, more)))).toEqual(
      [],
    )
    expect(
      await inside(guest, place.account, app.handle, deeds.remove(await grantOf(other.id, abroad))),
    ).toEqual([])
    expect(
      await inside(guest, place.account, app.handle, deeds.remove(await grantOf(app.id, plain))),
    ).toHaveLength(1)
    await ownerSql()`update organizations set collaborators_may_share = false where org_id = ${place.id}`
    await denied(guest, deeds.offer(['Apps:Get']))
  })

  test('a team contributor with the scope, whom their role holds back, withdraws nothing', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const who = await world.member(place, 'team_contributor')
    await world.collaborator(place, app.id, who, SHARES)
    const at = { app: app.handle, emails: 'x@example.test', scopes: 'Apps:Get' }
    await expect(addCollaborators(who.caller, place.account, at)).rejects.toMatchObject({ code: 'forbidden' })
    const ids = ['6f1c9d5e-2d06-4f0c-9f4e-6d3f0e3b7a10']
    await expect(withdrawShares(who.caller, place.account, { app: app.handle, ids })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(inside(who, place.account, app.handle, deeds.offer(['Apps:Get']))).rejects.toMatchObject({
      code: '42501',
    })
  })
})

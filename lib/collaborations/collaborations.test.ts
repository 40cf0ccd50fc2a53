import { describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona } from '@/db/testing/world'
import { acceptShare } from './answer'
import { leaveApp } from './leave'
import { getCollaboration, listCollaborations } from './queries'
import { share } from './share.fixture'

const own = async (who: Persona, search: object = {}) => {
  const { kind, list } = await listCollaborations(who.caller, 'me', search)
  return kind === 'user' ? list : expect.fail('this is no own account')
}
const outside = async (who: Persona, account: string, search: object = {}) => {
  const { kind, list } = await listCollaborations(who.caller, account, search)
  return kind === 'organization' ? list : expect.fail('this is no organization')
}
const appsOf = async (who: Persona, search: object = {}) =>
  (await own(who, search)).rows.map(({ app }) => app)

describe('the apps that one collaborates on', () => {
  test('each with its owner, what one may do, since when, until when and by whom', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [lena, personal] = [await world.person(), await world.person()]
    const theirs = await world.app({ id: personal.id })
    const until = new Date(Date.now() + 86_400_000)
    const first = await share({ place, app }, place.admin, lena.email, {
      scopes: ['Apps:Get', 'Concepts:Get', 'Concepts:Add', 'Uploads:Get'],
      until,
    })
    const second = await share(
      { place: { id: personal.id, account: personal.username }, app: theirs },
      personal,
      lena.email,
    )
    expect((await own(lena)).open.map(({ id }) => id).sort()).toEqual([first, second].sort())
    for (const shareId of [first, second]) await acceptShare(lena.caller, 'me', { shareId })
    const { rows, open } = await own(lena, { q: place.name })
    expect(open).toEqual([])
    expect(rows).toMatchObject([
      {
        app: app.handle,
        href: `/${place.account}/apps/${app.handle}`,
        owner: place.name,
        says: 'Concept, Vocab, Uploads:Get',
        until,
        by: place.admin.name,
      },
    ])
    expect((await appsOf(lena)).sort()).toEqual([app.handle, theirs.handle].sort())
    expect((await own(lena, { q: theirs.handle })).rows[0]).toMatchObject({
      owner: personal.username,
      ownerKind: 'user',
      until: null,
    })
  })

  test('none that ended, ran out, or whose app or organization is gone; none of others', async ({
    world,
  }) => {
    const lena = await world.person()
    const changes = [
      `update collaborators set ended_at = now() where app_id = $1`,
      `update collaborators set expires_at = now() where app_id = $1`,
      `update apps set deleted_at = now(), restorable_until = now() + interval '1 day' where id = $1`,
      `update organizations set deleted_at = now() where org_id = (select org_id from apps where id = $1)`,
    ]
    for (const change of changes) {
      const place = await world.organization()
      const app = await world.app(place)
      await world.collaborator(place, app.id, lena, ['Apps:Get'])
      expect(await appsOf(lena)).toEqual([app.handle])
      await ownerSql().unsafe(change, [app.id])
      expect(await appsOf(lena)).toEqual([])
    }
    expect(await appsOf(await world.person())).toEqual([])
  })

  test.for(['app', 'since', 'until'] as const)(
    'in the order of %s, page by page, both ways',
    async (sort, { world }) => {
      const place = await world.organization()
      const lena = await world.person()
      for (let at = 0; at < 7; at++) {
        const app = await world.app(place)
        await world.collaborator(place, app.id, lena, ['Apps:Get'])
        if (at % 2)
          await ownerSql()`update collaborators set expires_at = now() + make_interval(days => ${10 - at}) where app_id = ${app.id}`
      }
      for (const dir of ['asc', 'desc']) {
        const size = 25
        const all = (await own(lena, { sort, dir, size })).rows.map(({ id }) => id)
        expect(all).toHaveLength(7)
        const page = async (up: boolean, key: string | null, id: string | null) =>
          (await database().begin(async (sql) => {
            await sql`select * from enter(${lena.id}::uuid, ${lena.sessionId}::uuid, 'me')`
            return sql`select * from my_collaborations(null, null, ${sort}, ${up}, ${key}, ${id}::uuid, 3)`
          })) as unknown as { id: string; key: string }[]
        const walked: string[] = []
        let last: { id: string; key: string } | undefined
        for (let turn = 0; turn < 4; turn++) {
          const rows = await page(dir === 'asc', last?.key ?? null, last?.id ?? null)
          walked.push(...rows.map(({ id }) => id))
          last = rows.at(-1) ?? last
        }
        expect(walked).toEqual(all)
      }
    },
  )

  test('a cursor that is none is the first page', async ({ world }) => {
    const lena = await world.person()
    const odd = ['x', 'WyJhZnRlciIsWyJhIiwiYiJdXQ', Buffer.from('["after",["a"]]').toString('base64url')]
    for (const cursor of odd) expect((await own(lena, { cursor })).rows).toEqual([])
  })
})

describe('leaving', () => {
  test('ends the grant, the token and what one offered; who gave it is told; twice is no error', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    await acceptShare(lena.caller, 'me', {
      shareId: await share({ place, app }, place.admin, lena.email, {
        scopes: ['Apps:Get', 'Collaborators:Get', 'Collaborators:Add'],
      }),
    })
    const offered = await share({ place, app }, lena, 'noor@example.test')
    const [{ id = '' } = {}] = (await own(lena)).rows
    expect(await getCollaboration(lena.caller, 'me', { collaborationId: id })).toMatchObject({
      app: app.handle,
    })
    for (const _ of [1, 2])
      expect(await leaveApp(lena.caller, 'me', { collaborationId: id })).toEqual({
        app: app.handle,
        username: lena.username,
      })
    expect(await appsOf(lena)).toEqual([])
    const [left] = await ownerSql()`
      select (select ended_by from collaborators where id = ${id}) as by, (select state from shares where id = ${offered}) as offer,
             (select count(*)::int from tokens where user_id = ${lena.id} and revoked_at is null) as tokens,
             (select count(*)::int from audit_events where org_id = ${place.id} and event = 'collaborator.left') as lines,
             (select count(*)::int from notifications where user_id = ${place.admin.id} and kind = 'collaborator.left') as told`
    expect(left).toEqual({ by: lena.id, offer: 'void', tokens: 0, lines: 1, told: 1 })
  })

  test('is for oneself alone, and for what still holds', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [lena, eve] = [await world.person(), await world.person()]
    await world.collaborator(place, app.id, lena, ['Apps:Get'])
    const [{ id = '' } = {}] = (await own(lena)).rows
    const leave = (who: Persona) => leaveApp(who.caller, 'me', { collaborationId: id })
    await expect(leave(eve)).rejects.toMatchObject({ code: 'not_found' })
    await expect(leave(place.admin)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getCollaboration(eve.caller, 'me', { collaborationId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await ownerSql()`update collaborators set ended_at = now(), ended_by = ${place.admin.id} where id = ${id}`
    await expect(leave(lena)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('who from outside reaches the apps of an organization', () => {
  test('the collaborators who are no members, to its Admins', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [guest, member] = [
      await world.person({ firstName: 'Wanda' }),
      await world.member(place, 'team_contributor'),
    ]
    await world.collaborator(place, app.id, guest, ['Apps:Get'])
    await world.collaborator(place, app.id, member, ['Apps:Get'])
    const { rows } = await outside(place.admin, place.account)
    expect(rows).toMatchObject([{ name: guest.name, email: guest.email, app: app.handle, says: 'Apps:Get' }])
    expect((await outside(place.admin, place.account, { q: 'WAND' })).rows).toHaveLength(1)
    expect((await outside(place.admin, place.account, { q: '%' })).rows).toHaveLength(0)
    await ownerSql()`update members set ended_at = now() where user_id = ${member.id}`
    expect((await outside(place.admin, place.account)).rows).toHaveLength(2)
  })

  test('and to nobody else, nor from another organization', async ({ world }) => {
    const [place, theirs] = [await world.organization(), await world.organization()]
    const app = await world.app(theirs)
    const guest = await world.person()
    await world.collaborator(theirs, app.id, guest, ['Apps:Get'])
    expect((await outside(place.admin, place.account)).rows).toEqual([])
    for (const role of ['organization_contributor', 'organization_user', 'financial_manager'] as const) {
      const who = await world.member(theirs, role)
      await expect(outside(who, theirs.account)).rejects.toMatchObject({ code: 'forbidden' })
    }
    const labeler = await world.member(theirs, 'team_contributor')
    for (const who of [labeler, guest, place.admin])
      await expect(outside(who, theirs.account)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('page by page, both ways', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    for (let at = 0; at < 30; at++)
      await world.collaborator(place, app.id, await world.person(), ['Apps:Get'])
    const first = await outside(place.admin, place.account, { size: 25 })
    const second = await outside(place.admin, place.account, { size: 25, cursor: first.next })
    const back = await outside(place.admin, place.account, { size: 25, cursor: second.previous })
    expect([first.rows.length, second.rows.length, first.previous, second.next]).toEqual([25, 5, null, null])
    expect(back.rows).toEqual(first.rows)
    const all = [...first.rows, ...second.rows]
    expect(new Set(all.map(({ id }) => id)).size).toBe(30)
    const moments = all.map(({ since }) => since.getTime())
    expect(moments).toEqual([...moments].sort((a, b) => b - a))
  })
})

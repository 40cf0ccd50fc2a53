import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona } from '@/db/testing/world'
import { writeCursor } from '@/lib/paging'
import { findAppPeople, listAppPeople } from './queries'

describe('who works in an app', () => {
  test('is told to each as far as their row allows, each with what lets them in', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [contributor, lead, trainer, worker, mate, guest, user, manager] = [
      await world.member(place, 'organization_contributor'),
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor'),
      await world.person(),
      await world.member(place, 'organization_user'),
      await world.member(place, 'financial_manager'),
    ]
    const [labeling, training] = [
      await world.team(place, { people: [lead, mate] }),
      await world.team(place, { people: [trainer, worker] }),
    ]
    await world.teamApp(place, labeling.id, app.id, 'labeler_lead')
    await world.teamApp(place, training.id, app.id, 'model_trainer', new Date(Date.now() + 86_400_000))
    await world.collaborator(place, app.id, guest, ['Apps:Get', 'Collaborators:Get'])
    const working = await world.team(place, { people: [worker] })
    await world.teamApp(place, working.id, app.id, 'labeler_worker')
    await ownerSql()`update team_members set ended_at = now() where team_id = ${training.id} and user_id = ${worker.id}`

    const asked = (who: Persona) => listAppPeople(who.caller, place.account, app.handle, {})
    const idsOf = async (who: Persona) => new Set((await asked(who)).rows.map(({ userId }) => userId))
    const all = new Set(
      [place.admin, contributor, lead, trainer, worker, mate, guest, user].map(({ id }) => id),
    )

    for (const who of [place.admin, contributor, user]) expect(await idsOf(who)).toEqual(all)
    expect(await idsOf(lead)).toEqual(new Set([lead.id, mate.id, guest.id]))
    expect(await idsOf(trainer)).toEqual(new Set([trainer.id, guest.id]))
    expect(await idsOf(guest)).toEqual(new Set([guest.id]))
    await expect(asked(worker)).rejects.toMatchObject({ code: 'not_found' })
    for (const who of [manager, await world.person()])
      await expect(asked(who)).rejects.toMatchObject({ code: 'not_found' })

    const { rows } = await asked(place.admin)
    expect(rows.every(({ email }) => email !== null)).toBe(true)
    expect(rows.find(({ userId }) => userId === trainer.id)).toMatchObject({
      ways: [{ by: 'team', gives: 'model_trainer', team: { handle: training.handle } }],
      until: expect.any(Date),
    })
    expect(rows.find(({ userId }) => userId === guest.id)).toMatchObject({
      ways: [{ by: 'scope' }],
      isMember: false,
    })
    const seenByLead = (await asked(lead)).rows.find(({ userId }) => userId === mate.id)
    expect(seenByLead).toMatchObject({ name: mate.name, email: null, username: null, isMember: false })
    expect((await asked(contributor)).rows.filter(({ email }) => email !== null)).toHaveLength(1)

    const overview = await findAppPeople(worker.caller, place.account, app.handle, {})
    expect(overview).toMatchObject({ people: null, why: expect.stringContaining(working.handle) })
    expect((await findAppPeople(place.admin.caller, place.account, app.handle, {})).hasMore).toBe(true)
  })

  test('is found page by page in the order of names, and by a part of the name', async ({ world }) => {
    const place = await world.organization({ admin: await world.person({ firstName: 'Zoe', lastName: 'Z' }) })
    const app = await world.app(place)
    const team = await world.team(place)
    await world.teamApp(place, team.id, app.id, 'labeler_worker')
    const names: string[] = []
    for (let i = 0; i < 60; i++) {
      const who = await world.person({ firstName: `P${String(i % 9)}`, lastName: `100%_${i}` })
      const role = i % 2 ? 'organization_user' : 'team_contributor'
      await world.member(place, role, { who })
      await ownerSql()`insert into team_members (org_id, team_id, user_id) values (${place.id}, ${team.id}, ${who.id})`
      names.push(who.name)
    }
    await world.member(place, 'team_contributor', {
      who: await world.person({ firstName: 'P1', lastName: '100%_outside' }),
    })
    const ask = (input: object) => listAppPeople(place.admin.caller, place.account, app.handle, input)
    const first = await ask({})
    const second = await ask({ cursor: first.next ?? '' })
    expect([first.rows.length, first.cursor, second.rows.length, second.next]).toEqual([
      50,
      undefined,
      11,
      null,
    ])
    const met = [...first.rows, ...second.rows].map(({ name }) => name)
    expect(new Set(met)).toEqual(new Set([...names, 'Zoe Z']))
    expect(met.map((name) => name.toLowerCase())).toEqual(met.map((name) => name.toLowerCase()).sort())
    const found = async (q: string) => (await ask({ q })).rows.map(({ name }) => name)
    expect(await found('p1 100%_1')).toEqual(names.filter((name) => name.startsWith('P1 100%_1')).sort())
    expect(await found('%_')).toHaveLength(50)
    expect(await found('zo')).toEqual(['Zoe Z'])
    expect(await found('outside')).toEqual([])
    expect(await found('nobody')).toEqual([])
    for (const cursor of ['nonsense', writeCursor({ toward: 'after', values: ['nul \0', place.id] })])
      expect((await ask({ cursor })).rows).toHaveLength(50)
  })

  test('follows a person who takes another name', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const who = await world.member(place, 'team_contributor', {
      who: await world.person({ firstName: 'Aaa' }),
    })
    const team = await world.team(place, { people: [who] })
    await world.teamApp(place, team.id, app.id, 'full_access')
    await ownerSql()`update users set first_name = 'Zzz' where id = ${who.id}`
    const { rows } = await listAppPeople(place.admin.caller, place.account, app.handle, { q: 'zzz' })
    expect(rows.map(({ userId }) => userId)).toEqual([who.id])
  })
})

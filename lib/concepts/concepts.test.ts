import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { createConcepts, updateConcepts } from './commands'
import { getConcept, listConcepts } from './queries'

describe('the concepts of an app', () => {
  test('are made, listed in the order of their making, and changed', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const { caller } = place.admin
    const make = (concepts: { id: string; name?: string; language?: 'de' }[]) =>
      createConcepts(caller, place.account, { app: app.handle, concepts })

    const made = await make([
      { id: 'Leaf', name: ' Leaf  of a tree ' },
      { id: 'baum', language: 'de' },
    ])
    expect(made.concepts).toMatchObject([
      { id: 'leaf', name: 'Leaf of a tree', language: 'en', definition: '' },
      { id: 'baum', name: 'baum', language: 'de' },
    ])
    expect(await world.lastAudit(place)).toMatchObject({ event: 'concept.created' })
    await make([{ id: 'twig' }])

    const first = await listConcepts(caller, place.account, app.handle, { size: 2 })
    const second = await listConcepts(caller, place.account, app.handle, { size: 2, cursor: first.next })
    expect([...first.rows, ...second.rows].map(({ id }) => id).sort()).toEqual(['baum', 'leaf', 'twig'])
    expect([second.rows.map(({ id }) => id), second.next]).toEqual([['twig'], null])

    const changed = await updateConcepts(caller, place.account, {
      app: app.handle,
      concepts: [{ id: 'LEAF', definition: 'What grows on twigs' }],
    })
    expect(changed.concepts).toMatchObject([{ name: 'Leaf of a tree', definition: 'What grows on twigs' }])
    expect(await getConcept(caller, place.account, app.handle, { id: 'leaf' })).toMatchObject(
      changed.concepts[0] ?? {},
    )
  })

  test('are made all or none: what is taken, or given twice, is named', async ({ world }) => {
    const place = await world.organization()
    const [app, other] = [await world.app(place), await world.app(place)]
    const make = (handle: string, ...ids: string[]) =>
      createConcepts(place.admin.caller, place.account, { app: handle, concepts: ids.map((id) => ({ id })) })
    await make(app.handle, 'leaf')
    await make(other.handle, 'leaf')
    await expect(make(app.handle, 'twig', 'leaf')).rejects.toMatchObject({
      code: 'conflict',
      fields: { 'concepts.1.id': expect.stringContaining('leaf') },
    })
    await expect(make(app.handle, 'root', 'ROOT')).rejects.toMatchObject({ code: 'conflict' })
    const at = { app: app.handle, concepts: [{ id: 'leaf', name: 'Blatt' }, { id: 'twig' }] }
    await expect(updateConcepts(place.admin.caller, place.account, at)).rejects.toMatchObject({
      code: 'not_found',
    })
    const { rows } = await listConcepts(place.admin.caller, place.account, app.handle, {})
    expect(rows.map(({ id, name }) => [id, name])).toEqual([['leaf', 'leaf']])
    await expect(make(app.handle, 'a b')).rejects.toMatchObject({
      code: 'invalid',
      fields: { 'concepts.0.id': expect.any(String) },
    })
  })

  test('two who take one ID at once: one has it, the other is told', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        createConcepts(place.admin.caller, place.account, { app: app.handle, concepts: [{ id: 'leaf' }] }),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
  })

  test('are for whom the tables say: a Labeler Lead manages, a worker does not see them', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [lead, worker] = [
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor'),
    ]
    await world.teamApp(place, (await world.team(place, { people: [lead] })).id, app.id, 'labeler_lead')
    await world.teamApp(place, (await world.team(place, { people: [worker] })).id, app.id, 'labeler_worker')
    const input = { app: app.handle, concepts: [{ id: 'leaf' }] }
    await createConcepts(lead.caller, place.account, input)
    await expect(listConcepts(worker.caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(createConcepts(worker.caller, place.account, input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, ['Apps:Get', 'Concepts:Get'])
    expect((await listConcepts(guest.caller, place.account, app.handle, {})).rows).toHaveLength(1)
    await expect(createConcepts(guest.caller, place.account, input)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

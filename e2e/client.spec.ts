import Clarifai from 'clarifai'
import type { Place } from '@/db/testing/world'
import { makeTokenSecret } from '@/lib/tokens/secret'
import { baseURL, expect, test } from './support/world'

/** A client that others published for the protocol, with nothing changed but where it asks. */
const clientOf = (place: Place, app: { handle: string }, apiKey: string) =>
  new Clarifai.App({ apiKey, apiEndpoint: baseURL, userId: place.account, appId: app.handle })

type Refusal = { response: { status: number; data: { status: { code: number; details: string } } } }

/** What the client says where it was refused. */
async function refusalOf(asked: Promise<unknown>) {
  const { response } = await asked.then(
    () => Promise.reject(new Error('it was let in')),
    (error: Refusal) => error,
  )
  return { http: response.status, ...response.data.status }
}

test('a published client makes the concepts of an app, lists, gets and renames them', async ({ place }) => {
  const theirs = await place.organization()
  const app = await place.app(theirs)
  const scopes = ['Apps:Get', 'Concepts:Add', 'Concepts:Get']
  const [personal, key] = [
    await place.token(theirs.admin, { scopes }),
    await place.token(theirs.admin, { scopes, orgId: theirs.id, appId: app.id }),
  ]
  const { concepts } = clientOf(theirs, app, personal.secret)

  const made = await concepts.create([{ id: 'leaf', name: 'Leaf' }, { id: 'twig' }])
  expect(Array.from(made, ({ id, name }) => [id, name])).toEqual([
    ['leaf', 'Leaf'],
    ['twig', 'twig'],
  ])

  const byKey = clientOf(theirs, app, key.secret).concepts
  const listed = Array.from(await byKey.list(), ({ id, appId, value }) => ({ id, appId, value }))
  expect(listed.map(({ id }) => id).toSorted()).toEqual(['leaf', 'twig'])
  expect(listed[0]).toMatchObject({ appId: app.handle, value: 1 })
  const [first, second] = [
    await byKey.list({ page: 1, perPage: 1 }),
    await byKey.list({ page: 2, perPage: 1 }),
  ]
  expect([first[0]?.id, second[0]?.id].toSorted()).toEqual(['leaf', 'twig'])

  await concepts.update([{ id: 'leaf', name: 'Blatt' }])
  const leaf = await concepts.get('leaf')
  expect(leaf.name).toBe('Blatt')
  expect(Number.isNaN(Date.parse(leaf.createdAt))).toBe(false)
})

test('a published client is told why where its token does not do', async ({ place }) => {
  const theirs = await place.organization()
  const app = await place.app(theirs)
  const reading = await place.token(theirs.admin, { scopes: ['Apps:Get', 'Concepts:Get'] })
  const { concepts } = clientOf(theirs, app, reading.secret)
  expect((await concepts.list()).length).toBe(0)
  const refused = await refusalOf(concepts.create([{ id: 'leaf' }]))
  expect(refused).toMatchObject({ http: 403, code: 11007 })
  expect(refused.details).toContain('Concepts:Add')
  expect((await concepts.list()).length).toBe(0)

  const nobodys = clientOf(theirs, app, makeTokenSecret('personal').secret)
  expect(await refusalOf(nobodys.concepts.list())).toMatchObject({ http: 401, code: 11009 })
  const garbled = clientOf(theirs, app, 'not-a-token')
  expect(await refusalOf(garbled.concepts.list())).toMatchObject({ http: 401, code: 11008 })

  const stranger = await place.organization()
  const others = await place.token(stranger.admin)
  expect(await refusalOf(clientOf(theirs, app, others.secret).concepts.list())).toMatchObject({
    http: 404,
    code: 11101,
  })
})

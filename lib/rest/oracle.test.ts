import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { type world as factories, ownerSql, type Persona, type Place } from '@/db/testing/world'
import { createConcepts } from '@/lib/concepts/commands'
import { ask } from './ask.fixture'
import type { Operation } from './operation'
import { operations } from './operations'

type World = typeof factories
type Stage = { world: World; place: Place; app: { id: string; handle: string } }
type Asked = { params: Record<string, string>; body?: unknown; query?: Record<string, string> }
type Calls = Record<string, (stage: Stage) => Asked | Promise<Asked>>

const inAccount = ({ place }: Stage, body?: unknown): Asked => ({ params: { user_id: place.account }, body })
const inApp = ({ place, app }: Stage, body?: unknown): Asked => ({
  params: { user_id: place.account, app_id: app.handle },
  body,
})
const keyOf = async ({ world, place }: Stage) => (await world.token(place.admin, { name: 'theirs' })).id
async function guestOf({ world, place, app }: Stage) {
  const guest = await world.person()
  await world.collaborator(place, app.id, guest, ['Apps:Get'])
  return guest.id
}
/** One's own account, which somebody else names by its handle. */
const own = ({ place }: Stage, more: Record<string, string> = {}, body?: unknown): Asked => ({
  params: { user_id: place.admin.username, ...more },
  body,
})

async function inConcept(stage: Stage): Promise<Asked> {
  const { caller } = stage.place.admin
  await createConcepts(caller, stage.place.account, { app: stage.app.handle, concepts: [{ id: 'leaf' }] })
  return { params: { user_id: stage.place.account, app_id: stage.app.handle, concept_id: 'leaf' } }
}

/** What each operation is asked by who may: what it takes belongs to `place`. */
const CALLS: Calls = {
  GetUser: (stage) => inAccount(stage),
  ListApps: (stage) => inAccount(stage),
  GetApp: (stage) => inApp(stage),
  PostApps: (stage) =>
    inAccount(stage, { apps: [{ id: 'made-here', notes: '# Hello', visibility: { gettable: 'ORG' } }] }),
  PatchApps: (stage) =>
    inAccount(stage, {
      action: 'overwrite',
      apps: [{ id: stage.app.handle, name: 'Renamed', visibility: { gettable: 30 } }],
    }),
  PatchApp: (stage) =>
    inApp(stage, { action: 'merge', app: { notes: 'Some notes', default_workflow_id: 'Universal' } }),
  PatchAppsDetails: (stage) => inApp(stage, { action: 'remove', apps: [{ description: '' }] }),
  PatchAppsIds: (stage) =>
    inAccount(stage, { action: 'overwrite', ids: [{ id: stage.app.handle, new_id: 'renamed' }] }),
  DeleteApp: (stage) => inApp(stage),
  ListCollaborators: (stage) => inApp(stage),
  PostCollaborators: (stage) =>
    inApp(stage, {
      collaborators: [{ user: { user_detail: { primary_email: 'new@example.test' } }, scopes: ['Apps_Get'] }],
    }),
  PatchCollaborators: async (stage) =>
    inApp(stage, {
      action: 'merge',
      collaborators: [{ id: await guestOf(stage), scopes: ['Collaborators:Get'] }],
    }),
  DeleteCollaborators: async (stage) => inApp(stage, { collaborator_ids: [await guestOf(stage)] }),
  ListCollaborations: (stage) => own(stage),
  PostAppDuplications: (stage) => inApp(stage, { app_duplications: [{ new_app_id: 'the-copy' }] }),
  GetConcept: async (stage) => inConcept(stage),
  ListConcepts: (stage) => inApp(stage),
  PostConcepts: (stage) => inApp(stage, { concepts: [{ id: 'twig' }, { id: 'root', name: 'Root' }] }),
  PatchConcepts: async (stage) => {
    await inConcept(stage)
    return inApp(stage, { action: 'overwrite', concepts: [{ id: 'leaf', name: 'Blatt', language: 'de' }] })
  },
  GetKey: async (stage) => own(stage, { key_id: await keyOf(stage) }),
  ListKeys: (stage) => own(stage),
  ListAppKeys: (stage) => inApp(stage),
  PostKeys: (stage) =>
    own(
      stage,
      {},
      {
        keys: [{ description: 'nightly', scopes: ['Keys_Get'], apps: [] }],
      },
    ),
  PatchKeys: async (stage) =>
    own(stage, {}, { action: 'merge', keys: [{ id: await keyOf(stage), description: 'renamed' }] }),
  DeleteKey: async (stage) => own(stage, { key_id: await keyOf(stage) }),
  MyScopes: (stage) => inApp(stage),
  MyScopesUser: (stage) => inAccount(stage),
  MyScopesRoot: () => ({ params: {} }),
  ListScopes: (stage) => inAccount(stage),
  PostAuditLogSearches: (stage) => inAccount(stage, { query: { outcome: 'done' } }),
}

/** What an operation wants besides what the oracle lists. */
const BESIDES: Record<string, string[]> = { PostAppDuplications: ['Apps:Add'] }
/** Nothing of a tenant stands in these; who one's fellows are is asked with every scope. */
const OF_NOBODY = ['MyScopesRoot']
const WANTS_ALL = ['GetUser']

const oracle = operations.filter(
  ({ path, scopes }) => (path.includes('{user_id}') || path.includes('myscopes')) && !scopes.includes('All'), // own.test.ts asks those
)

async function staged(world: World): Promise<Stage> {
  const place = await world.organization()
  return { world, place, app: await world.app(place) }
}
const callOf = ({ name }: Operation, stage: Stage) => {
  const call = CALLS[name]
  if (!call) throw new Error(`${name} has no call here`)
  return call(stage)
}
const scopesOf = ({ name, scopes }: Operation) =>
  WANTS_ALL.includes(name) ? ['All'] : [...scopes, ...(BESIDES[name] ?? [])]
const tokenOf = async (world: World, who: Persona, scopes: string[], more = {}) =>
  (await world.token(who, { scopes, ...more })).secret

describe.for(oracle.map((one) => [one.name, one] as const))('%s', ([name, operation]) => {
  test('is done with the scopes that it lists', async ({ world }) => {
    const stage = await staged(world)
    const token = await tokenOf(world, stage.place.admin, scopesOf(operation))
    const answer = await ask(operation, { token, ...(await callOf(operation, stage)) })
    expect(answer.status).toMatchObject({ code: 10000, details: '' })
  })

  test.skipIf(operation.scopes.length === 0)(
    'without one of them is refused, and says which',
    async ({ world }) => {
      const stage = await staged(world)
      const call = await callOf(operation, stage)
      const before = await ownerSql()`select * from apps where org_id = ${stage.place.id} order by id`
      for (const missing of scopesOf(operation)) {
        const left = scopesOf(operation).filter((scope) => scope !== missing)
        const token = await tokenOf(world, stage.place.admin, left)
        const { http, code, status } = await ask(operation, { token, ...call })
        expect([missing, http, code]).toEqual([missing, 403, 11007])
        expect(status.details).toContain(missing)
        for (const held of left) expect(status.details.replace(missing, '')).not.toContain(held)
      }
      expect(await ownerSql()`select * from apps where org_id = ${stage.place.id} order by id`).toEqual(
        before,
      )
    },
  )

  test.skipIf(OF_NOBODY.includes(name))('finds nothing of another organization', async ({ world }) => {
    const stage = await staged(world)
    const stranger = await world.organization()
    const token = await tokenOf(world, stranger.admin, ['All'])
    const call = await callOf(operation, stage)
    expect(await ask(operation, { token, ...call })).toMatchObject({ http: 404, code: 11101 })
    // Their own account, and what belongs to the other one inside of it.
    const { user_id: _, ...rest } = call.params
    const isNamed = Object.keys(rest).length > 0 || /^Patch/.test(name)
    const inOwn = await ask(operation, { token, ...call, params: { ...rest, user_id: 'me' } })
    expect([inOwn.http, inOwn.code], 'in their own account').toEqual(isNamed ? [404, 11101] : [200, 10000])
  })

  test('takes the key of an app in that app alone, if at all', async ({ world }) => {
    const stage = await staged(world)
    const scopes = ['All']
    const other = await world.app(stage.place)
    const [key, foreign] = await Promise.all([
      tokenOf(world, stage.place.admin, scopes, { orgId: stage.place.id, appId: stage.app.id }),
      tokenOf(world, stage.place.admin, scopes, { orgId: stage.place.id, appId: other.id }),
    ])
    const call = await callOf(operation, stage)
    const isTaken = operation.auth === 'KeyAuth'
    expect((await ask(operation, { token: foreign, ...call })).http).toBe(isTaken ? 404 : 403)
    expect((await ask(operation, { token: key, ...call })).http).toBe(isTaken ? 200 : 403)
  })
})

test('every operation is asked here', () => {
  expect(oracle.map(({ name }) => name).toSorted()).toEqual(Object.keys(CALLS).toSorted())
})

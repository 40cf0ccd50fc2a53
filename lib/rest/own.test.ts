import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import type { world as factories, Persona, Place } from '@/db/testing/world'
import { inviteMembers } from '@/lib/invitations/commands'
import { ask } from './ask.fixture'
import type { Operation } from './operation'
import { operations } from './operations'

type World = typeof factories
type Stage = {
  world: World
  place: Place
  app: { id: string; handle: string }
  team: { id: string; handle: string }
  person: Persona
  labeler: Persona
}
type Asked = { params: Record<string, string>; body?: unknown; query?: Record<string, string> }

const own = operations.filter(({ scopes }) => scopes.includes('All'))

async function staged(world: World): Promise<Stage> {
  const place = await world.organization()
  const labeler = await world.member(place, 'team_contributor')
  const person = await world.member(place, 'organization_user')
  const team = await world.team(place, { people: [labeler] })
  const [app, given] = [await world.app(place), await world.app(place)]
  await world.teamApp(place, team.id, given.id, 'labeler_worker')
  return { world, place, app, team, person, labeler }
}

const inOrg = ({ place }: Stage, body?: unknown): Asked => ({ params: { org_id: place.account }, body })
const inTeam = ({ place, team }: Stage, body?: unknown): Asked => ({
  params: { org_id: place.account, team_id: team.handle },
  body,
})
async function invited({ place }: Stage) {
  const email = `guest-${crypto.randomUUID()}@example.test`
  const { results } = await inviteMembers(place.admin.caller, place.account, {
    emails: email,
    role: 'organization_user',
  })
  return results[0]?.invitationId
}
async function givenApp(stage: Stage) {
  await stage.world.teamApp(stage.place, stage.team.id, stage.app.id, 'labeler_worker')
  return stage.app.handle
}
const short = () => crypto.randomUUID().slice(0, 12)

/** What each operation is asked by who may. */
const CALLS: Record<string, (stage: Stage) => Asked | Promise<Asked>> = {
  ListUserOrganizations: ({ place }) => ({ params: { user_id: place.admin.username } }),
  ListOrganizations: () => ({ params: {} }),
  GetOrganization: (stage) => inOrg(stage),
  PostOrganizations: () => ({
    params: {},
    body: {
      organizations: [{ id: `org-${short()}`, name: `Works ${short()}`, billing_email: 'b@example.test' }],
    },
  }),
  PatchOrganizations: ({ place }) => ({
    params: {},
    body: { action: 'overwrite', organizations: [{ id: place.account, name: `Renamed ${short()}` }] },
  }),
  DeleteOrganizations: ({ place }) => ({ params: {}, body: { ids: [place.account] } }),
  ListRoles: (stage) => inOrg(stage),
  ListMembers: (stage) => inOrg(stage),
  PatchMembers: (stage) =>
    inOrg(stage, {
      action: 'overwrite',
      members: [
        { id: stage.person.username, role: 'organization_contributor' },
        { id: stage.labeler.email, role: 'organization_user' },
      ],
    }),
  DeleteMembers: (stage) => inOrg(stage, { ids: [stage.person.id] }),
  ListInvitations: async (stage) => {
    await invited(stage)
    return inOrg(stage)
  },
  PostInvitations: (stage) =>
    inOrg(stage, {
      invitations: [{ email: 'new@example.test', role: 'team_contributor', teams: [stage.team.handle] }],
    }),
  DeleteInvitations: async (stage) => inOrg(stage, { ids: [await invited(stage)] }),
  ListTeams: (stage) => inOrg(stage),
  PostTeams: (stage) => inOrg(stage, { teams: [{ id: 'reviewers', permission: 'labeler_lead' }] }),
  PatchTeams: (stage) =>
    inOrg(stage, {
      action: 'merge',
      teams: [{ id: stage.team.handle, name: 'Renamed', is_restricted: true }],
    }),
  DeleteTeams: (stage) => inOrg(stage, { ids: [stage.team.handle] }),
  ListTeamUsers: (stage) => inTeam(stage),
  PostTeamUsers: (stage) =>
    inTeam(stage, { users: [{ id: stage.person.username, expires_at: '2099-01-01' }] }),
  DeleteTeamUsers: (stage) => inTeam(stage, { ids: [stage.labeler.username] }),
  ListTeamApps: (stage) => inTeam(stage),
  PostTeamApps: (stage) => inTeam(stage, { apps: [{ id: stage.app.handle, permission: 'labeler_lead' }] }),
  PatchTeamApps: async (stage) =>
    inTeam(stage, { action: 'overwrite', apps: [{ id: await givenApp(stage), permission: 'full_access' }] }),
  DeleteTeamApps: async (stage) => inTeam(stage, { ids: [await givenApp(stage)] }),
}

/** Nothing of an organization stands in these: whoever asks is told of their own. */
const OF_ONESELF = ['ListOrganizations', 'PostOrganizations', 'ListUserOrganizations']
/** What a Labeler sees in the pages as well. */
const FOR_LABELERS = [
  'GetOrganization',
  'ListRoles',
  'ListMembers',
  'ListTeams',
  'ListTeamUsers',
  'ListTeamApps',
]

const callOf = ({ name }: Operation, stage: Stage) => {
  const call = CALLS[name]
  if (!call) throw new Error(`${name} has no call here`)
  return call(stage)
}
const secretOf = async (world: World, who: Persona, more = {}) => (await world.token(who, more)).secret

test('every own operation is asked here', () => {
  expect(own.map(({ name }) => name).toSorted()).toEqual(Object.keys(CALLS).toSorted())
})

describe.for(own.map((one) => [one.name, one] as const))('%s', ([name, operation]) => {
  test('is done with a token of an Admin with every scope', async ({ world }) => {
    const stage = await staged(world)
    const call = await callOf(operation, stage)
    const { status } = await ask(operation, { token: await secretOf(world, stage.place.admin), ...call })
    expect(status).toMatchObject({ code: 10000, details: '' })
  })

  test('with some scopes is refused, and says that it takes all', async ({ world }) => {
    const stage = await staged(world)
    const token = await secretOf(world, stage.place.admin, { scopes: ['Apps:Get', 'Users:Get'] })
    const { http, code, status } = await ask(operation, { token, ...(await callOf(operation, stage)) })
    expect([http, code]).toEqual([403, 11007])
    expect(status.details).toContain('All')
  })

  test('does not take the key of an app', async ({ world }) => {
    const stage = await staged(world)
    const bound = { orgId: stage.place.id, appId: stage.app.id }
    const token = await secretOf(world, stage.place.admin, bound)
    expect((await ask(operation, { token, ...(await callOf(operation, stage)) })).http).toBe(403)
  })

  test.skipIf(OF_ONESELF.includes(name))('finds nothing of another organization', async ({ world }) => {
    const stage = await staged(world)
    const stranger = await world.organization()
    const call = await callOf(operation, stage)
    const token = await secretOf(world, stranger.admin)
    expect(await ask(operation, { token, ...call })).toMatchObject({ http: 404, code: 11101 })
  })

  test.skipIf(OF_ONESELF.includes(name))('is for whom the pages are', async ({ world }) => {
    const stage = await staged(world)
    const call = await callOf(operation, stage)
    const { http } = await ask(operation, { token: await secretOf(world, stage.labeler), ...call })
    expect([403, 404].includes(http)).toBe(!FOR_LABELERS.includes(name))
  })
})

test('a token that an organization is named for is told of that one alone', async ({ world }) => {
  const admin = await world.person()
  const [first, second] = [await world.organization({ admin }), await world.organization({ admin })]
  const list = own.find(({ name }) => name === 'ListOrganizations') ?? expect.fail()
  const idsFor = async (token: string, query = {}) => {
    const { payload } = await ask(list, { token, query })
    const { organizations } = payload as { organizations: { organization: { id: string } }[] } // held against its schema
    return organizations.map(({ organization }) => organization.id)
  }
  const all = await secretOf(world, admin)
  expect((await idsFor(all)).toSorted()).toEqual([first.account, second.account].toSorted())
  const paged = [await idsFor(all, { per_page: 1 }), await idsFor(all, { per_page: 1, page: 2 })].flat()
  expect(paged).toEqual(await idsFor(all))
  expect(await idsFor(await secretOf(world, admin, { orgId: second.id }))).toEqual([second.account])
})

test('what a Labeler lists of members is themselves, and no address of others', async ({ world }) => {
  const stage = await staged(world)
  const list = own.find(({ name }) => name === 'ListMembers') ?? expect.fail()
  const token = await secretOf(world, stage.labeler)
  const { answer } = await ask(list, { token, params: { org_id: stage.place.account } })
  expect(JSON.stringify(answer)).toContain(stage.labeler.email)
  for (const other of [stage.place.admin, stage.person])
    expect(JSON.stringify(answer)).not.toContain(other.email)
})

import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect } from 'vitest'
import { test } from '@/db/testing/test'
import type { world as testWorld } from '@/db/testing/world'
import { resource } from './door'
import { fromSchema } from './from-schema.fixture'
import { type Described, openApi, type Schema } from './openapi'
import type { Operation } from './operation'
import { operations } from './operations'

/** `npm run endure -- api --requests 100000` asks for more. */
const REQUESTS = Number(process.env.MUSTER_REQUESTS ?? 600)
const IN_ONE_WORLD = 30

const description = openApi('http://localhost:3000')
const ajv = new Ajv2020({ strict: false })
addFormats(ajv)
ajv.addSchema({ $id: 'api', ...description } as Schema)

/** What the description says of an operation: it names every one. */
function describedOf({ path, method }: Operation): Described {
  const found = description.paths[path]?.[method.toLowerCase()]
  if (!found) throw new Error(`${method} ${path} is not described`)
  return found
}

/** What the description says of the answers with this status. */
function schemaFor(operation: Operation, status: number) {
  const { path, method } = operation
  const { responses } = describedOf(operation)
  const at = [200, 207].includes(status) && String(status) in responses ? String(status) : 'default'
  const pointer = [
    'paths',
    path,
    method.toLowerCase(),
    'responses',
    at,
    'content',
    'application/json',
    'schema',
  ]
  return ajv.compile({
    $ref: `api#/${pointer.map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).join('/')}`,
  })
}
const validators = new Map<string, ReturnType<typeof schemaFor>>()
function validatorFor(operation: Operation, status: number) {
  const key = `${operation.name} ${status === 200 || status === 207 ? status : 0}`
  const validate = validators.get(key) ?? schemaFor(operation, status)
  validators.set(key, validate)
  return validate
}

/** Names of what is there, as positions: which things they are is known once there is a world. */
const PLACES = 14
const known = fc.nat({ max: PLACES - 1 }).map((at) => ({ known: at }))

/** Mostly what may stand there. */
const FITTING: Record<string, number[]> = {
  user_id: [0, 2, 12],
  org_id: [0, 12],
  app_id: [3, 5, 13],
  concept_id: [6],
  key_id: [11],
  team_id: [9],
}
const inPath = (name: string) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...(FITTING[name] ?? [7, 10])).map((at) => ({ known: at })) },
    { weight: 1, arbitrary: known },
    { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 50 }) },
  )

const wanted = fc.constantFrom(...operations).chain((operation) => {
  const { parameters, requestBody } = describedOf(operation)
  const from = (where: 'path' | 'query') => parameters.filter((one) => one.in === where)
  const path = fc.record(Object.fromEntries(from('path').map(({ name }) => [name, inPath(name)])))
  const asked = Object.fromEntries(from('query').map(({ name, schema }) => [name, fromSchema(schema, known)]))
  const query = fc.oneof(fc.constant({}), fc.record(asked, { requiredKeys: [] }))
  const body = requestBody
    ? fc.oneof(
        { weight: 15, arbitrary: fromSchema(requestBody.content['application/json'].schema, known) },
        { weight: 1, arbitrary: fc.string().map((text) => ({ text })) },
      )
    : fc.constant(undefined)
  return fc.record({
    operation: fc.constant(operation),
    path,
    query,
    body,
    token: fc.nat({ max: 5 }),
  })
})
type Wanted = typeof wanted extends fc.Arbitrary<infer W> ? W : never

test(`whatever is asked, the answer is one that the description knows, and never a failure of ours (${REQUESTS} requests)`, async ({
  world,
}) => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(wanted, { minLength: IN_ONE_WORLD, maxLength: IN_ONE_WORLD }),
      async (requests) => {
        const there = await furnished(world)
        for (const one of requests) {
          const told = await send(one, there)
          seen.set(`${one.operation.name} ${told}`, (seen.get(`${one.operation.name} ${told}`) ?? 0) + 1)
        }
      },
    ),
    { numRuns: Math.ceil(REQUESTS / IN_ONE_WORLD), endOnFailure: true, interruptAfterTimeLimit: 3_600_000 },
  )
  if (process.env.MUSTER_REQUESTS)
    console.log(
      [...seen]
        .toSorted()
        .map(([what, count]) => `${what}: ${count}`)
        .join('\n'),
    )
  expect([...seen.keys()].some((what) => what.endsWith(' 200'))).toBe(true)
}, 3_600_000)

async function furnished(world: typeof testWorld) {
  const [place, other] = [await world.organization(), await world.organization()]
  const [app, elsewhere, deep] = [await world.app(place), await world.app(other), await world.app(place)]
  const labeler = await world.member(place, 'team_contributor')
  const team = await world.team(place, { people: [labeler] })
  await world.teamApp(place, team.id, app.id, 'labeler_lead')
  await world.belowApp(place, app.id)
  const guest = await world.person()
  await world.collaborator(place, app.id, guest, [
    'Apps:Get',
    'Workflows:Get',
    'Collaborators:Get',
    'Collaborators:Add',
  ])
  const tokens = [
    await world.token(place.admin),
    await world.token(place.admin),
    await world.token(place.admin, { scopes: ['Apps:Get', 'Workflows:Get', 'Concepts:Get'] }),
    await world.token(place.admin, {
      orgId: place.id,
      appId: app.id,
      scopes: ['Apps:Get', 'Concepts:Add', 'Concepts:Get'],
    }),
    await world.token(labeler),
    await world.token(guest),
  ]
  const names = [
    place.account,
    place.account,
    'me',
    app.handle,
    app.handle,
    deep.handle,
    'leaf',
    labeler.username,
    labeler.email,
    team.handle,
    labeler.id,
    tokens[2]?.id,
    other.account,
    elsewhere.handle,
  ]
  expect(names).toHaveLength(PLACES)
  return { tokens: tokens.map(({ secret }) => secret), names }
}

/** Puts the names of things in the place of their positions. */
function named(value: unknown, names: readonly unknown[]): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, names))
  if (typeof value !== 'object' || value === null) return value
  if ('known' in value && typeof value.known === 'number') return names[value.known]
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one, names)]))
}

async function send(
  { operation, body, token, ...given }: Wanted,
  { tokens, names }: Awaited<ReturnType<typeof furnished>>,
) {
  const params = Object.fromEntries(
    Object.entries(given.path).map(([key, one]) => [key, String(named(one, names))]),
  )
  const query = Object.entries(given.query).map(([key, one]): [string, string] => {
    const value = named(one, names)
    return [key, typeof value === 'string' ? value : JSON.stringify(value)]
  })
  const isText = typeof body === 'object' && body !== null && 'text' in body
  const sent = isText ? String(body.text) : JSON.stringify(named(body, names))
  const url = `http://localhost:3000/v2?${new URLSearchParams(query)}`
  const request = new Request(url, {
    method: operation.method,
    headers: { authorization: `Key ${tokens[token]}` },
    ...(body === undefined || operation.method === 'GET' ? {} : { body: sent }),
  })
  const response = await resource({ [operation.method]: operation })[operation.method](request, {
    params: Promise.resolve(params),
  })
  const answer: unknown = await response.json()
  const about = `${operation.name} ${JSON.stringify({ params, query, sent }).slice(0, 2000)} → ${response.status} ${JSON.stringify(answer).slice(0, 1000)}`
  expect(response.status, about).not.toBe(500)
  const validate = validatorFor(operation, response.status)
  expect(validate(answer) || validate.errors, about).toBe(true)
  return response.status
}

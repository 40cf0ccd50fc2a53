import { describe, expect } from 'vitest'
import { z } from 'zod'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { AppError, conflict } from '@/lib/errors'
import { ask } from './ask.fixture'
import { nowhere, resource } from './door'
import { operation } from './operation'
import { getApp, listApps } from './operations/apps'
import { each } from './several'

const probe = (run: () => Promise<Record<string, unknown>>) =>
  operation({
    name: 'ListApps',
    method: 'POST',
    path: '/v2/users/{user_id}/apps',
    auth: 'PATAuth',
    scopes: ['Apps:Get'],
    body: z.object({ text: z.string().max(5).optional() }),
    answer: z.object({ done: z.number() }),
    run,
  })

describe('who is let in', () => {
  test('a token, as Key or as Bearer', async ({ world }) => {
    const place = await world.organization()
    const { secret } = await world.token(place.admin)
    const params = { user_id: place.account }
    for (const authorization of [`Key ${secret}`, `Bearer ${secret}`, `key  ${secret}`])
      expect(await ask(listApps, { params, headers: { authorization } })).toMatchObject({
        http: 200,
        code: 10000,
        payload: { apps: [] },
      })
  })

  test('nobody else: 11008 for what is no token or a dead one, 11009 for one that is not there', async ({
    world,
  }) => {
    const place = await world.organization()
    const params = { user_id: place.account }
    const dead = await world.token(place.admin)
    await ownerSql()`update tokens set revoked_at = now() where id = ${dead.id}`
    const gone = await world.token(place.admin)
    await ownerSql()`delete from tokens where id = ${gone.id}`
    const codes = await Promise.all(
      [undefined, 'nonsense', `${dead.secret}x`, dead.secret, gone.secret].map((token) =>
        ask(listApps, { params, token }),
      ),
    )
    expect(codes.map(({ http, code }) => [http, code])).toEqual([
      [401, 11008],
      [401, 11008],
      [401, 11008],
      [401, 11008],
      [401, 11009],
    ])
  })

  test('the key of an app only where it takes one, and in that app alone', async ({ world }) => {
    const place = await world.organization()
    const [app, other] = [await world.app(place), await world.app(place)]
    const { secret: token } = await world.token(place.admin, { orgId: place.id, appId: app.id })
    const inApp = ({ handle }: { handle: string }) =>
      ask(getApp, { token, params: { user_id: place.account, app_id: handle } })
    expect((await inApp(app)).payload).toMatchObject({ app: { id: app.handle, user_id: place.account } })
    expect(await inApp(other)).toMatchObject({ http: 404, code: 11101 })
    expect(await ask(listApps, { token, params: { user_id: place.account } })).toMatchObject({
      http: 403,
      code: 11007,
    })
  })

  test('who lacks a scope is told which', async ({ world }) => {
    const place = await world.organization()
    const { secret: token } = await world.token(place.admin, { scopes: ['Apps:Get'] })
    const told = await ask(listApps, { token, params: { user_id: 'me' } })
    expect(told).toMatchObject({ http: 403, code: 11007 })
    expect(told.status.details).toContain('Workflows:Get')
    expect(told.status.details).not.toContain('Apps:Get')
  })
})

describe('what cannot be read', () => {
  test.for([
    ['{', 400, 11100],
    ['[]', 400, 11102],
    ['{"text": "too long"}', 400, 11102],
    ['{"text": "\\u0000"}', 400, 11102],
    [`{"text": "${'x'.repeat(1024 * 1024)}"}`, 413, 11100],
  ] as const)('%s is refused', async ([body, http, code], { world }) => {
    const { secret: token } = await world.token(await world.person())
    const asked = probe(async () => ({ done: 1 }))
    expect(await ask(asked, { token, body })).toMatchObject({ http, code })
  })

  test('a fault of ours is a 500 that tells nothing but its number', async ({ world }) => {
    const { secret: token } = await world.token(await world.person())
    const broken = probe(() => Promise.reject(new Error('select secret from users')))
    const told = await ask(broken, { token, headers: { 'x-request-id': 'trace-12345' } })
    expect(told).toMatchObject({ http: 500, code: 10020, status: { req_id: 'trace-12345' } })
    expect(JSON.stringify(told.answer)).not.toContain('secret')
  })

  test('another method and another address are told in the envelope', async () => {
    const context = { params: Promise.resolve({}) }
    const { POST } = resource({ GET: listApps })
    const other = await POST(new Request('http://localhost/v2/x', { method: 'POST' }), context)
    expect([other.status, other.headers.get('allow'), (await other.json()).status.code]).toEqual([
      405,
      'GET',
      11103,
    ])
    const none = await nowhere(new Request('http://localhost/v2/none'), context)
    expect([none.status, (await none.json()).status.code]).toEqual([404, 11101])
  })
})

test('an answer is kept nowhere, and carries the id of its request', async ({ world }) => {
  const { secret: token } = await world.token(await world.person())
  const { headers, status } = await ask(listApps, {
    token,
    params: { user_id: 'me' },
    headers: { 'x-request-id': 'trace-12345' },
  })
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'trace-12345',
  })
  expect(status.req_id).toBe('trace-12345')
})

test('a token asks so many times a second, and no other is held up by it', async ({ world }) => {
  const [who, other] = [await world.person(), await world.person()]
  const [{ secret: token }, { secret: second }] = [await world.token(who), await world.token(other)]
  const asked = probe(async () => ({ done: 1 }))
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(asked, { token })))
  const refused = answers.filter(({ http }) => http === 429)
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(15)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]).toMatchObject({ code: 11005 })
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(asked, { token: second })).http).toBe(200)
})

describe('a write of several things', () => {
  const write = (items: { id: string }[]) =>
    probe(
      () =>
        each('apps', items, async ({ id }) => {
          if (id.startsWith('bad')) throw conflict('No.', { handle: 'taken' })
          return { id }
        }) as Promise<Record<string, unknown>>,
    )
  const answered = async (token: string, ...ids: string[]) => {
    const { http, code, payload } = await ask(write(ids.map((id) => ({ id }))), { token })
    return { http, code, payload }
  }

  test('says of each what became of it, where some were not done', async ({ world }) => {
    const { secret } = await world.token(await world.person())
    expect(await answered(secret, 'one', 'bad')).toEqual({
      http: 207,
      code: 10010,
      payload: {
        apps: [
          { id: 'one', status: { code: 10000, description: 'Ok', details: '' } },
          { id: 'bad', status: expect.objectContaining({ code: 11102, details: 'No.\napps.1.id: taken' }) },
        ],
      },
    })
    expect(await answered(secret, 'bad', 'bad2')).toMatchObject({ http: 409, code: 10020 })
    expect(await answered(secret, 'bad')).toMatchObject({ http: 409, code: 11102, payload: {} })
  })
})

describe('an Idempotency-Key', () => {
  test('does a thing once, however often it is sent, and gives the same answer', async ({ world }) => {
    const { secret: token } = await world.token(await world.person())
    let done = 0
    const asked = probe(async () => ({ done: ++done }))
    const headers = { 'idempotency-key': 'one' }
    const first = await ask(asked, { token, headers, body: { text: 'a' } })
    const again = await ask(asked, { token, headers, body: { text: 'a' } })
    expect([done, again.answer]).toEqual([1, first.answer])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await ask(asked, { token, headers, body: { text: 'b' } })).toMatchObject({
      http: 409,
      code: 11102,
    })
    expect(await ask(asked, { token, headers: { 'idempotency-key': 'two' } })).toMatchObject({
      payload: { done: 2 },
    })
    const { secret: other } = await world.token(await world.person())
    expect(await ask(asked, { token: other, headers, body: { text: 'a' } })).toMatchObject({
      payload: { done: 3 },
    })
  })

  test('is taken while the first request is under way', async ({ world }) => {
    const { secret: token } = await world.token(await world.person())
    let release = (_: Record<string, unknown>) => {}
    let reach = () => {}
    const reached = new Promise<void>((resolve) => {
      reach = resolve
    })
    const slow = probe(() => {
      reach()
      return new Promise((resolve) => {
        release = resolve
      })
    })
    const headers = { 'idempotency-key': 'slow' }
    const first = ask(slow, { token, headers })
    await reached
    expect(await ask(slow, { token, headers })).toMatchObject({ http: 409, code: 11102 })
    release({ done: 1 })
    expect(await first).toMatchObject({ http: 200 })
    expect(await ask(slow, { token, headers })).toMatchObject({ http: 200, payload: { done: 1 } })
  })

  test('is free again after a refusal, not where it is unknown what was saved, and a day later', async ({
    world,
  }) => {
    const { secret: token } = await world.token(await world.person())
    const answers: (() => Promise<Record<string, unknown>>)[] = []
    const asked = probe(() => (answers.shift() ?? (async () => ({ done: 1 })))())
    const send = (key: string) => ask(asked, { token, headers: { 'idempotency-key': key } })
    answers.push(() => Promise.reject(conflict('Taken.')))
    expect([(await send('a')).http, (await send('a')).http]).toEqual([409, 200])
    answers.push(() => Promise.reject(new AppError('unavailable', 'Perhaps saved.')))
    expect([(await send('b')).http, (await send('b')).http]).toEqual([503, 409])
    await ownerSql()`update idempotency_keys set created_at = now() - interval '25 hours' where key = 'b'`
    expect((await send('b')).http).toBe(200)
    expect((await send('has space')).code).toBe(11102)
  })

  test('does not give a secret again', async ({ world }) => {
    const { secret: token } = await world.token(await world.person())
    const asked = { ...probe(async () => ({ done: 1 })), givesSecret: true as const }
    const headers = { 'idempotency-key': 'secret' }
    expect((await ask(asked, { token, headers })).http).toBe(200)
    expect(await ask(asked, { token, headers })).toMatchObject({ http: 409 })
    const [row] =
      await ownerSql()`select body from idempotency_keys where key = 'secret' order by created_at desc limit 1`
    expect(row?.body).toBe('')
  })
})

test('a list is walked by pages and by cursors, and each app comes once', async ({ world }) => {
  const place = await world.organization()
  const apps = []
  for (let n = 0; n < 7; n++) apps.push((await world.app(place)).handle)
  const { secret: token } = await world.token(place.admin)
  const list = (query: Record<string, string | number>) =>
    ask(listApps, {
      token,
      params: { user_id: place.account },
      query: { sort_by_name: 'true', sort_ascending: 'true', ...query },
    })
  type Listed = { apps: { id: string }[]; next_cursor?: string }
  const seen = async (query: Record<string, string | number>) => (await list(query)).payload as Listed
  const ids = ({ apps }: Listed) => apps.map(({ id }) => id)
  const sorted = apps.toSorted()
  expect(ids(await seen({}))).toEqual(sorted)
  const pages = [
    await seen({ per_page: 3 }),
    await seen({ per_page: 3, page: 2 }),
    await seen({ per_page: 3, page: 3 }),
  ]
  expect(pages.flatMap(ids)).toEqual(sorted)
  expect(pages[2]?.next_cursor).toBeUndefined()
  const after = await seen({ per_page: 3, cursor: pages[0]?.next_cursor ?? '' })
  expect(after).toEqual(pages[1])
  expect(ids(await seen({ page: 9 }))).toEqual([])
  const refused: Record<string, string | number>[] = [
    { page: 0 },
    { per_page: 1001 },
    { page: 'x' },
    { page: 100_000 },
    { cursor: 'nonsense' },
    { cursor: pages[0]?.next_cursor ?? '', sort_ascending: 'false' },
  ]
  for (const wrong of refused)
    expect(await list(wrong), JSON.stringify(wrong)).toMatchObject({ http: 400, code: 11102 })
})

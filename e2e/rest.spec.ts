import { API_ROUTES, furnished, PATHS } from './support/surface'
import { expect, test } from './support/world'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const withToken = (secret: string, more = {}) => ({ headers: { authorization: `Key ${secret}`, ...more } })

test.describe('the REST API', () => {
  test('answers a program in its envelope, and keeps the id of its request', async ({ place, request }) => {
    const org = await place.organization()
    const app = await place.app(org)
    const { secret } = await place.token(org.admin)
    const list = await request.get(
      `/v2/users/${org.account}/apps`,
      withToken(secret, { 'x-request-id': 'trace-12345' }),
    )
    expect(await list.json()).toMatchObject({
      status: { code: 10000, description: 'Ok', req_id: 'trace-12345' },
      apps: [{ id: app.handle, user_id: org.account, visibility: { gettable: 10 } }],
    })
    expect(list.headers()).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': 'trace-12345',
      'x-content-type-options': 'nosniff',
    })
    expect(list.headers()).not.toHaveProperty('access-control-allow-origin')
    expect(list.headers()).not.toHaveProperty('set-cookie')
  })

  test('makes an app, changes and deletes it; a repeated key does it once', async ({ place, request }) => {
    const org = await place.organization()
    const { secret } = await place.token(org.admin)
    const apps = `/v2/users/${org.account}/apps`
    const make = () =>
      request.post(apps, {
        ...withToken(secret, { 'idempotency-key': 'make-it' }),
        data: { apps: [{ id: 'Leaf-Scans', name: 'Leaf scans' }] },
      })
    const [made, again] = [await (await make()).json(), await (await make()).json()]
    expect(made).toMatchObject({ status: { code: 10000 }, apps: [{ id: 'leaf-scans', name: 'Leaf scans' }] })
    expect(again).toEqual(made)
    const data = { action: 'overwrite', app: { description: 'Every leaf.' } }
    const patched = await request.patch(`${apps}/LEAF-scans`, { ...withToken(secret), data })
    expect(await patched.json()).toMatchObject({ app: { description: 'Every leaf.' } })
    const gone = await request.delete(`${apps}/leaf-scans`, withToken(secret))
    expect([gone.status(), (await gone.json()).status.code]).toEqual([200, 10000])
    const after = await request.get(`${apps}/leaf-scans`, withToken(secret))
    expect([after.status(), (await after.json()).status.code]).toEqual([404, 11101])
  })

  test('says what is wrong in the envelope: no token, no address, another method', async ({
    place,
    request,
  }) => {
    const { secret } = await place.token(await place.person())
    const codeOf = async (path: string, options = {}, method = 'GET') => {
      const answer = await request.fetch(path, { method, ...options })
      return [answer.status(), (await answer.json()).status.code]
    }
    expect(await codeOf('/v2/users/me/apps')).toEqual([401, 11008])
    expect(await codeOf('/v2/users/me/apps', withToken('mst_pat_nonsense'))).toEqual([401, 11008])
    expect(await codeOf('/v2', withToken(secret))).toEqual([404, 11101])
    expect(await codeOf('/v2/users/%E0%A4%A', withToken(secret))).toEqual([400, 11100])
    expect(await codeOf('/v2/no/such/thing', withToken(secret), 'PATCH')).toEqual([404, 11101])
    expect(await codeOf('/v2/users/me/apps', withToken(secret), 'PUT')).toEqual([405, 11103])
    const data = '{'
    const headers = { ...withToken(secret).headers, 'content-type': 'text/plain' }
    expect(await codeOf('/v2/users/me/apps', { data, headers }, 'POST')).toEqual([400, 11100])
  })

  test('tells a stranger’s token nothing, at any address by any method', async ({ place, request }) => {
    test.setTimeout(180_000)
    const theirs = await furnished(place)
    const { secret } = await place.token((await place.organization()).admin)
    const ask = async (method: string, path: string) => {
      const answer = await request.fetch(path, {
        method,
        ...withToken(secret),
        ...(method === 'GET' ? {} : { data: {} }),
      })
      return { text: await answer.text(), status: answer.status() }
    }
    for (const route of API_ROUTES) {
      const path = PATHS[route]
      if (typeof path !== 'function') continue
      for (const method of METHODS) {
        const [real, none] = [
          await ask(method, path(theirs.account, theirs)),
          await ask(method, path('no-such-organization', theirs)),
        ]
        for (const known of theirs.secrets) expect(real.text, `${method} ${route}`).not.toContain(known)
        expect(real.status, `${method} ${route} answers like one that does not exist`).toBe(none.status)
        if (/\[(user|org)_id\]/.test(route))
          expect(real.status, `${method} ${route}`).toBeGreaterThanOrEqual(400)
        expect(real.status, `${method} ${route}`).toBeLessThan(500)
      }
    }
  })
})

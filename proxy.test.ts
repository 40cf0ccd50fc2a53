import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'
import { proxy } from './proxy'

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = proxy(new NextRequest(`http://localhost:3000${path}`, { headers, method }))
  return {
    sent: response.headers,
    passedOn: (name: string) => response.headers.get(`x-middleware-request-${name}`),
  }
}

test('every page comes with a nonce of its own, which Next is told', () => {
  const nonceOf = ({ sent }: ReturnType<typeof ask>) =>
    sent.get('content-security-policy')?.match(/'nonce-([^']+)'/)?.[1]
  const [one, other] = [ask('/acme'), ask('/acme')]
  expect(nonceOf(one)).toMatch(/^[\w+/]{22}==$/)
  expect(nonceOf(one)).not.toBe(nonceOf(other))
  expect(one.passedOn('x-nonce')).toBe(nonceOf(one))
  expect(one.passedOn('content-security-policy')).toBe(one.sent.get('content-security-policy'))
})

test('no inline script, no eval, no frame; inline style for attributes only', () => {
  const policy = ask('/acme').sent.get('content-security-policy') ?? ''
  const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)]))
  const loose = [...directives].filter(([, values]) => values.some((value) => value.startsWith("'unsafe")))
  expect(loose).toEqual([['style-src-attr', ["'unsafe-inline'"]]])
  expect(directives.get('frame-ancestors')).toEqual(["'none'"])
  expect(directives.get('script-src')).toContain("'strict-dynamic'")
})

test('addresses that open something are not told to anybody', () => {
  for (const path of ['/invitations/abc', '/verify/abc', '/reset/abc', '/Reset/abc']) {
    expect(ask(path).sent.get('referrer-policy')).toBe('no-referrer')
  }
  expect(ask('/acme/members').sent.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
})

test('a request keeps a sane id and gets another for a strange one', () => {
  expect(ask('/', { 'x-request-id': 'trace-12345' }).passedOn('x-request-id')).toBe('trace-12345')
  for (const strange of ['short', 'a b c d e f g h', `${'x'.repeat(65)}`, 'abcdefgh"}{']) {
    expect(ask('/', { 'x-request-id': strange }).sent.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('a nonce that a visitor sends is not used', () => {
  expect(ask('/', { 'x-nonce': 'mine' }).passedOn('x-nonce')).not.toBe('mine')
})

test('a form of ours without a referrer is told from one that hides where it comes from', () => {
  const originOf = (site: string, method = 'POST', origin = 'null') => {
    const headers = { origin, host: 'muster.test', 'sec-fetch-site': site }
    return ask('/reset/abc', headers, method).passedOn('origin')
  }
  expect(originOf('same-origin')).toBe('http://muster.test')
  for (const site of ['cross-site', 'same-site', 'none', '']) expect(originOf(site)).toBe('null')
  expect(originOf('same-origin', 'GET')).toBe('null')
  expect(originOf('same-origin', 'POST', 'https://evil.test')).toBe('https://evil.test')
})

test('over https, browsers are told to stay there; over http, nothing is promised', async () => {
  expect(ask('/acme').sent.get('strict-transport-security')).toBeNull()
  vi.stubEnv('APP_URL', 'https://portal.example.org')
  vi.resetModules()
  const { proxy: secure } = await import('./proxy')
  const { headers } = secure(new NextRequest('http://localhost:3000/acme'))
  vi.unstubAllEnvs()
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=(6307|3153)\d{4}; includeSubDomains/)
  expect(headers.get('content-security-policy')).toContain('upgrade-insecure-requests')
})

test('nothing is guessed about types, framed, or handed to devices', () => {
  const { sent } = ask('/acme')
  expect(sent.get('x-content-type-options')).toBe('nosniff')
  expect(sent.get('x-frame-options')).toBe('DENY')
  expect(sent.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(sent.get('permissions-policy')).toContain('camera=()')
})

test.each([
  ['/acme', 2],
  ['/acme/account/leave', 2],
  ['/acme/account', 6],
])('more than a form on %s may hold, %i MB, is turned away unread', (path, megabytes) => {
  const sent = (bytes: number) =>
    proxy(
      new NextRequest(`http://localhost:3000${path}`, {
        method: 'POST',
        headers: { 'content-length': String(bytes) },
      }),
    )
  const large = sent(megabytes * 1024 * 1024 + 1)
  expect([large.status, large.headers.get('x-content-type-options')]).toEqual([413, 'nosniff'])
  expect(sent(megabytes * 1024 * 1024).status).toBe(200)
})

test('pages learn the address that was asked for from us alone, and only where they may redirect', () => {
  const asked = (path: string, method?: string) =>
    ask(path, { 'x-address': '//elsewhere.example' }, method).passedOn('x-address')
  expect(asked('/acme/members?q=lena%20b&sort=name')).toBe('/acme/members?q=lena+b&sort=name')
  expect(asked('/acme/members?_rsc=1abc&q=e')).toBe('/acme/members?q=e')
  expect(asked('/acme')).toBe('/acme')
  expect(asked('/acme/settings', 'POST')).toBeNull()
})

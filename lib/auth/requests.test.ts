import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encode } from 'next-auth/jwt'
import { describe, expect, test, vi } from 'vitest'
import { describeDevice } from './device'
import { invitationIn, nextPath, withNext } from './next-path'
import { clientAddress } from './origin'
import { PEER_HEADER, tellPeerAddresses } from './peer-address'
import { authSecret, isSecure, openSession, sealSession, sessionCookie } from './session-token'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

describe('the cookie of a sign-in', () => {
  const claims = { userId: randomUUID(), sessionId: randomUUID() }

  test('opens what we sealed', async () => {
    expect(await openSession(await sealSession(claims))).toEqual(claims)
  })

  test('is nothing when changed, made elsewhere, expired, for another purpose or half empty', async () => {
    const sealed = await sealSession(claims)
    const token = { sub: claims.userId, sid: claims.sessionId }
    const forged = [
      `${sealed.slice(0, -3)}AAA`,
      await encode({ token, secret: 'another secret' }),
      await encode({ token, secret: authSecret(), salt: 'joining' }),
      await encode({ token, secret: authSecret(), maxAge: -60 }),
      await encode({ token: { sub: claims.userId }, secret: authSecret() }),
      await encode({ token: { ...token, sid: "' or 1=1" }, secret: authSecret() }),
      'x',
      '',
    ]
    for (const one of forged) expect(await openSession(one), one).toBeNull()
  })

  test('tells a reader nothing', async () => {
    const parts = (await sealSession(claims))
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString())
    expect(parts.join()).not.toContain(claims.userId)
  })

  test('is bound to this very host where APP_URL is https, and makes no promise where it is not', async () => {
    expect([sessionCookie(), isSecure()]).toEqual(['muster.session', false])
    vi.resetModules()
    vi.stubEnv('APP_URL', 'https://muster.example.test')
    const secure = await import('./session-token')
    expect([secure.sessionCookie(), secure.isSecure()]).toEqual(['__Host-muster.session', true])
    vi.unstubAllEnvs()
  })
})

describe('where a request comes from', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['[2001:DB8::1]:4711', '2001:db8::1'],
    ['unknown', '10.0.0.2'],
    ['<script>', '10.0.0.2'],
    [null, '10.0.0.2'],
  ])('behind a proxy, %s is %s: the last hop, which is not the client’s to write', (header, address) => {
    expect(clientAddress(header, '10.0.0.2')).toBe(address)
  })

  test.each(['198.51.100.9', '::ffff:198.51.100.9', '2001:db8::9'])(
    'without a proxy it is the connection, whatever the client claims: %s',
    (peer) => {
      expect(clientAddress('6.6.6.6', peer)).toBe(peer.replace('::ffff:', ''))
    },
  )

  test('the connection is told by the server, over what the client says', async () => {
    tellPeerAddresses()
    const server = createServer((request, response) => response.end(request.headers[PEER_HEADER]))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo // listening on TCP, so it has one
    const answer = await fetch(`http://127.0.0.1:${port}`, { headers: { [PEER_HEADER]: '6.6.6.6' } })
    expect(await answer.text()).toBe('127.0.0.1')
    server.close()
  })

  test('devices have names', () => {
    expect(describeDevice(CHROME)).toBe('Chrome on Windows')
    expect(describeDevice(SAFARI)).toBe('Safari on iPhone')
    expect(describeDevice('curl/8')).toBe('Unknown device')
    expect(describeDevice(null)).toBe('Unknown device')
  })
})

describe('where signing in leads', () => {
  test.each(['/acme/members?page=2', '/invitations/abc', '/'])('%s is a page of ours', (path) => {
    expect(nextPath(path)).toBe(path)
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/.//evil.example',
    'evil',
    '',
    '/api/auth/signout',
    '/sign-in?next=/sign-in',
    ['/a', '/b'],
    undefined,
  ])('%s leads home', (path) => {
    expect(nextPath(path)).toBe('/')
  })

  test('an invitation is found in it, and nothing else', () => {
    const secret = 'k'.repeat(43)
    expect(invitationIn(`/invitations/${secret}`)).toBe(secret)
    expect(invitationIn('/acme/members')).toBeUndefined()
    expect(withNext('/sign-up', `/invitations/${secret}`)).toBe(`/sign-up?next=%2Finvitations%2F${secret}`)
    expect(withNext('/sign-up', '//evil.example')).toBe('/sign-up')
  })
})

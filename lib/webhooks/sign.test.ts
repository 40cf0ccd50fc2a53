import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { secondsUntilNext } from './schedule'
import { makeWebhookSecret, openWebhookSecret, sealWebhookSecret } from './secret'
import { signedHeaders } from './sign'

const body = '{"type":"member.removed","data":{"name":"Zoë"}}'
const message = () => ({ id: 'msg_1', at: new Date(), body })

test('the published library takes what we sign', () => {
  const secret = makeWebhookSecret()
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(new Webhook(secret).verify(body, signedHeaders(message(), [secret]))).toEqual(JSON.parse(body))
  const [id, at] = ['msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1614265330 * 1000)]
  const known = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  expect(signedHeaders({ id, at, body }, [known])).toEqual({
    'webhook-id': id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': new Webhook(known).sign(id, at, body),
  })
})

test('and refuses what was changed, is old, or was signed by somebody else', () => {
  const secret = makeWebhookSecret()
  const headers = signedHeaders(message(), [secret])
  const verify = (text: string, more: Record<string, string> = {}) =>
    new Webhook(secret).verify(text, { ...headers, ...more })
  expect(() => verify(`${body} `)).toThrow('No matching signature')
  expect(() => verify(body, { 'webhook-id': 'msg_2' })).toThrow('No matching signature')
  const old = signedHeaders({ ...message(), at: new Date(Date.now() - 600_000) }, [secret])
  expect(() => new Webhook(secret).verify(body, old)).toThrow('too old')
  expect(() => new Webhook(makeWebhookSecret()).verify(body, headers)).toThrow('No matching signature')
})

test('while a rotation overlaps either secret opens it', () => {
  const [present, previous] = [makeWebhookSecret(), makeWebhookSecret()]
  const headers = signedHeaders(message(), [present, previous])
  for (const secret of [present, previous])
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
})

test('a stored secret opens for its own webhook alone', () => {
  const secret = makeWebhookSecret()
  const sealed = sealWebhookSecret(secret, 'one', 'x'.repeat(32))
  expect(sealed.includes(secret)).toBe(false)
  expect(openWebhookSecret(sealed, 'one', 'x'.repeat(32))).toBe(secret)
  expect(() => openWebhookSecret(sealed, 'two', 'x'.repeat(32))).toThrow()
  expect(() => openWebhookSecret(sealed, 'one', 'y'.repeat(32))).toThrow()
})

test('ten attempts over about three days, never at the same moment', () => {
  const least = Array.from({ length: 10 }, (_, i) => secondsUntilNext(i + 1, 0))
  expect(least).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null])
  expect(least.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 86_400).toBeCloseTo(3.15, 1)
  expect(secondsUntilNext(1, 1)).toBe(6)
  expect(new Set(Array.from({ length: 20 }, () => secondsUntilNext(9))).size).toBeGreaterThan(10)
})

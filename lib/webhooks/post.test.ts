import { afterEach, expect, test } from 'vitest'
import { post } from './post'
import { type Manner, type Receiver, startReceiver } from './testing/receiver'

const open: Receiver[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

async function sent(manner: Manner, timeoutMs = 300) {
  const receiver = await startReceiver(manner)
  open.push(receiver)
  const answer = await post({
    url: receiver.url,
    headers: {},
    body: '{"a":1}',
    allowsPrivate: true,
    timeoutMs,
  })
  return { answer, receiver }
}

test('what was taken is delivered', async () => {
  const { answer, receiver } = await sent(204)
  expect(answer).toMatchObject({ status: 204, failure: null, text: '' })
  expect(receiver.received).toMatchObject([{ body: '{"a":1}', path: '/hook' }])
})

test('an answer is kept as text that can be stored', async () => {
  const { answer } = await sent(500)
  expect(answer).toMatchObject({ status: 500, failure: 'status', text: 'answer 500' })
})

test('a redirect is not followed', async () => {
  const { answer, receiver } = await sent(307)
  expect(answer).toMatchObject({ status: 307, failure: 'redirect' })
  expect(receiver.received).toHaveLength(1)
})

test('who does not answer is left', async () => {
  const { answer } = await sent('hang')
  expect(answer).toMatchObject({ status: null, failure: 'timeout', text: null })
  expect(answer.milliseconds).toBeGreaterThanOrEqual(290)
})

test('who breaks off has not taken it', async () => {
  expect((await sent('cut')).answer).toMatchObject({ status: null, failure: 'broken' })
})

test('an endless answer is read to 2 kB', async () => {
  const { answer } = await sent('flood', 5_000)
  expect(answer).toMatchObject({ status: 200, failure: null })
  expect(answer.text).toHaveLength(2_048)
})

test('who has answered has taken it, though the rest never comes', async () => {
  const { answer } = await sent('trickle')
  expect(answer).toMatchObject({ status: 200, failure: null, text: 'so far' })
})

test('nobody there, no such name, no TLS: each is told apart', async () => {
  const { receiver } = await sent(204)
  const to = (url: string) => post({ url, headers: {}, body: '{}', allowsPrivate: true, timeoutMs: 5_000 })
  expect(await to(`https://127.0.0.1:${receiver.port}/`)).toMatchObject({ failure: 'tls', status: null })
  await receiver.close()
  expect(await to(receiver.url)).toMatchObject({ failure: 'unreachable', status: null })
  expect(await to('https://no-such-host.invalid/')).toMatchObject({ failure: 'name', status: null })
})

test('a worker that stops gives the attempt up', async () => {
  const receiver = await startReceiver('hang')
  open.push(receiver)
  const stopping = new AbortController()
  const sending = post({
    url: receiver.url,
    headers: {},
    body: '{}',
    allowsPrivate: true,
    signal: stopping.signal,
  })
  stopping.abort()
  await expect(sending).rejects.toThrow()
})

import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { type DeliveryError, openPostOffice, type PostOffice } from './send'
import { type MailServer, type Manner, startMailServer } from './testing/mail-server'

const FROM = 'Muster <muster@portal.test>'
const mail = (over: Partial<{ to: string; subject: string }> = {}) => ({
  to: 'noor@example.test',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  messageId: `<${randomUUID()}@portal.test>`,
  ...over,
})

const open: { server: MailServer; office: PostOffice }[] = []
async function setUp(manner: Manner = 'accept') {
  const server = await startMailServer({ manner })
  const office = openPostOffice(server.url, FROM)
  open.push({ server, office })
  return { server, office }
}
afterEach(async () => {
  for (const { server, office } of open.splice(0)) {
    office.close()
    await server.close()
  }
})
const failure = (sending: Promise<void>) =>
  sending.then(
    () => expect.fail('it was sent'),
    (error: unknown) => error as DeliveryError,
  )

describe('handing a mail to the mail server', () => {
  test('brings both bodies, the sender, the id, and says that a machine wrote it', async () => {
    const { server, office } = await setUp()
    const sent = mail({ subject: 'Grüße aus Köln' })
    await office.deliver(sent)
    const [got] = server.received
    expect(got?.subject).toBe('Grüße aus Köln')
    expect(got?.text).toContain('Hello')
    expect(got?.html).toContain('<p>Hello</p>')
    expect(got?.from?.text).toContain('muster@portal.test')
    expect(got?.messageId).toBe(sent.messageId)
    expect(got?.headers.get('auto-submitted')).toBe('auto-generated')
  })

  test('no header and no second recipient comes in through a subject or an address', async () => {
    const { server, office } = await setUp()
    await office.deliver(mail({ subject: 'Hi\r\nBcc: eve@example.test\r\n\r\nbody' }))
    expect(server.received[0]?.headers.has('bcc')).toBe(false)
    expect(server.received[0]?.subject).toBe('Hi Bcc: eve@example.test body')
    for (const to of [
      'a@example.test, eve@example.test',
      'a@example.test\r\nBcc: eve@example.test',
      'Eve <eve@example.test>',
      'nobody',
      '',
    ]) {
      expect((await failure(office.deliver(mail({ to })))).kind).toBe('permanent')
    }
    expect(server.received).toHaveLength(1)
  })

  test.each([
    ['refuse-recipient', 'permanent'],
    ['refuse-sender', 'temporary'],
    ['not-now', 'temporary'],
    ['cut', 'unreachable'],
  ] as const)('%s is %s', async (manner, kind) => {
    const { office } = await setUp(manner)
    expect(await failure(office.deliver(mail()))).toMatchObject({ kind })
  })

  test('a server that is away is unreachable, and answers again when it is back', async () => {
    const { server, office } = await setUp()
    await server.close()
    expect(await failure(office.deliver(mail()))).toMatchObject({ kind: 'unreachable' })
    expect(await office.answers()).toBe(false)
    const back = await startMailServer({ port: server.port })
    open.push({ server: back, office })
    expect(await office.answers()).toBe(true)
    await office.deliver(mail())
    expect(back.received).toHaveLength(1)
  })

  test('a server elsewhere that offers no TLS gets no mail, unless the address says that it may', async () => {
    const { server } = await setUp()
    // 0.0.0.0 leads here as well, and is none of the names that are known to.
    const address = (tls = '') => `smtp://0.0.0.0:${server.port}${tls}`
    for (const [url, arrives] of [
      [address(), false],
      [address('?tls=optional'), true],
    ] as const) {
      const office = openPostOffice(url, FROM)
      open.push({ server, office })
      if (arrives) await office.deliver(mail())
      else {
        const error = await failure(office.deliver(mail()))
        expect(error.kind).toBe('unreachable')
        expect(error.message).toContain('?tls=optional')
      }
    }
    expect(server.received).toHaveLength(1)
  })
})

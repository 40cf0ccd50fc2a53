import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Mail = {
  to: string[]
  subject: string
  text: string
  html: string
  links: string[]
  receivedAt: number
}

const folder = path.resolve('.data/e2e-mail')

/**
 * The newest mail that has come for this address; waits for one. Name the subject where several may be on their way, or
 * `after` (milliseconds, `Date.now()` before the click) where an older one like it has come.
 */
export async function mailTo(
  address: string,
  {
    subject = /./,
    after = 0,
    patienceMs = 15_000,
  }: { subject?: RegExp; after?: number; patienceMs?: number } = {},
): Promise<Mail> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const mail = mailsTo(address).find((one) => subject.test(one.subject) && one.receivedAt >= after)
    if (mail) return mail
    if (Date.now() > deadline) {
      const subjects = mailsTo(address).map((one) => one.subject)
      throw new Error(
        `No mail ${subject} for ${address} within ${patienceMs} ms. What came: ${JSON.stringify(subjects)}`,
      )
    }
    await sleep(100)
  }
}

/** Everything that has come for this address so far, newest first. */
export function mailsTo(address: string): Mail[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Mail) // written by catchMails below
    .filter((mail) => mail.to.includes(address.toLowerCase()))
    .sort((a, b) => b.receivedAt - a.receivedAt)
}

/** A mail server that keeps what it is given, as files: tests run in several processes. Gives its port and its end. */
export async function catchMails(port: number): Promise<{ port: number; stop: () => Promise<void> }> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      simpleParser(stream).then((parsed) => {
        const text = parsed.text ?? ''
        keep({
          to: session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
          subject: parsed.subject ?? '',
          text,
          html: parsed.html || '',
          links: [...text.matchAll(/https?:\/\/[^\s<>")\]]*[\w/=-]/g)].map(([link]) => link),
          receivedAt: Date.now(),
        })
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: actual } = server.server.address() as AddressInfo // listening on TCP, so it has one
  return { port: actual, stop: () => new Promise((resolve) => server.close(resolve)) }
}

function keep(mail: Mail): void {
  const file = path.join(folder, `${randomUUID()}.json`)
  writeFileSync(`${file}.part`, JSON.stringify(mail))
  renameSync(`${file}.part`, file)
}

import { setTimeout as sleep } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/**
 * A mail server that counts. `manner` is how it treats the next message: `accept`, `cut` (takes it and breaks off before saying so),
 * `refuse` (not now), `hang` (takes it and says nothing).
 *
 * @param {{port?: number, pauseMs?: number}} [options] pauseMs: how long a message takes, so that a kill finds some under way
 */
export async function catchMails({ port = 0, pauseMs = 0 } = {}) {
  /** @type {{id: string, to: string, subject: string, link: string | undefined, at: number, wasSaid: boolean}[]} */
  const taken = []
  const waiting = new Map()
  const sockets = new Set()
  const catcher = { manner: 'accept', taken, url: '', waitFor, stop }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      receive(stream, session).then(done, done)
    },
  })
  server.on('error', () => {}) // connections that are broken off
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  catcher.url = `smtp://127.0.0.1:${server.server.address().port}`
  return catcher

  async function receive(stream, session) {
    const mail = await simpleParser(stream)
    const { manner } = catcher
    if (manner === 'refuse') throw Object.assign(new Error('come back later'), { responseCode: 451 })
    if (pauseMs > 0) await sleep(pauseMs)
    const to = session.envelope.rcptTo[0].address.toLowerCase()
    const link = /https?:\/\/\S+\/invitations\/[\w-]+/.exec(mail.text ?? '')?.[0]
    const one = {
      id: mail.messageId,
      to,
      subject: mail.subject,
      link,
      at: Date.now(),
      wasSaid: manner === 'accept',
    }
    taken.push(one)
    waiting.get(to)?.(one)
    // This connection alone: another one may be about to say that it took a message, and would seem to have said it.
    if (manner === 'cut')
      for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy()
    if (manner !== 'accept') await new Promise(() => {}) // never says so
  }

  /** The first mail to this address that has come or comes. */
  async function waitFor(to, limitMs) {
    const there = taken.find((mail) => mail.to === to && mail.link)
    if (there) return there
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`No mail for ${to} within ${limitMs / 1000} s.`)), limitMs).unref()
    })
    return Promise.race([new Promise((resolve) => waiting.set(to, resolve)), late])
  }

  async function stop() {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

import type { Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** How a mail server of a test treats what it is given. `cut`: it takes the message and breaks off before saying so. */
export type Manner = 'accept' | 'cut' | 'refuse-recipient' | 'refuse-sender' | 'not-now'

export interface MailServer {
  readonly url: string
  readonly port: number
  readonly received: ParsedMail[]
  manner: Manner
  close(): Promise<void>
}

/** A real SMTP server on this machine. Give it a port to come back where an earlier one stood. */
export async function startMailServer({ port = 0, manner = 'accept' as Manner } = {}): Promise<MailServer> {
  const sockets = new Set<Socket>()
  const received: ParsedMail[] = []
  const refusal = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code })
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onMailFrom: (_address, _session, done) =>
      done(server.manner === 'refuse-sender' ? refusal(550, 'sender not allowed here') : null),
    onRcptTo: (_address, _session, done) => {
      if (server.manner === 'refuse-recipient') return done(refusal(550, 'no such mailbox'))
      done(server.manner === 'not-now' ? refusal(451, 'come back later') : null)
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        if (server.manner === 'cut') for (const socket of sockets) socket.destroy()
        else done()
      }, done)
    },
  })
  smtp.on('error', () => {}) // connections that tests break off
  smtp.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve))
  const address = smtp.server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  const server: MailServer = {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    received,
    manner,
    close: () =>
      new Promise((resolve) => {
        smtp.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
  return server
}

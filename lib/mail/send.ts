import 'server-only'
import nodemailer from 'nodemailer'
import { oneLine } from './names'
import type { RenderedMail } from './render'

export interface OutgoingMail extends RenderedMail {
  readonly to: string
  /** The same for every attempt at this mail, so that a receiver recognizes what arrives twice. */
  readonly messageId: string
}

/**
 * Why a mail did not go out.
 * - `unreachable`: the mail server, not the mail: no connection, no TLS, wrong password. Later, however long it takes.
 * - `temporary`: the server said "not now" (4xx), or refuses the sender: later, with growing delays.
 * - `permanent`: the server will never take this mail (5xx to the recipient or the message).
 */
export class DeliveryError extends Error {
  constructor(
    readonly kind: 'unreachable' | 'temporary' | 'permanent',
    message: string,
  ) {
    super(message)
    this.name = 'DeliveryError'
  }
}

/** What a job's error begins with where the mail server itself was out of reach: `retry.ts` looks for it. */
export const UNREACHABLE = 'The mail server is out of reach'

export interface PostOffice {
  /** Hands one mail to the mail server. Throws DeliveryError. Aborting gives up waiting; the mail may have gone out all the same. */
  deliver(mail: OutgoingMail, signal?: AbortSignal): Promise<void>
  /** Does the mail server answer, and take our sign-in? */
  answers(): Promise<boolean>
  close(): void
}

/**
 * Opens a small pool of connections to the mail server of `SMTP_URL`. `from` is `MAIL_FROM`. Mails go out encrypted or not at all: what
 * stands in them lets people in. Not so on this machine, and where the address ends in `?tls=optional`.
 */
export function openPostOffice(smtpUrl: string, from: string): PostOffice {
  const { url, requireTLS } = secured(smtpUrl)
  const transport = nodemailer.createTransport(
    {
      url,
      requireTLS,
      pool: true,
      maxConnections: 3,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      dnsTimeout: 10_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    {
      from,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    },
  )
  return {
    async deliver(mail, signal) {
      const sending = transport.sendMail({
        to: { name: '', address: recipient(mail.to) },
        subject: oneLine(mail.subject),
        html: mail.html,
        text: mail.text,
        messageId: mail.messageId,
      })
      try {
        await (signal ? unlessAborted(sending, signal) : sending)
      } catch (error) {
        throw asDeliveryError(error)
      } finally {
        sending.catch(() => {}) // after an abort nobody waits for its answer
      }
    },
    answers: () =>
      transport.verify().then(
        () => true,
        () => false,
      ),
    close: () => transport.close(),
  }
}

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Without this, a server that offers no TLS, or somebody in between who hides the offer, gets everything in the clear. */
function secured(smtpUrl: string): { url: string; requireTLS: boolean } {
  const url = new URL(smtpUrl)
  const isOptional = url.searchParams.get('tls') === 'optional'
  url.searchParams.delete('tls')
  return { url: url.href, requireTLS: !isOptional && url.protocol === 'smtp:' && !LOCAL.test(url.hostname) }
}

/** One address and nothing else: no second recipient, no header behind a line break. Throws DeliveryError otherwise. */
function recipient(address: string): string {
  if (!/^[^\s<>,;:"()[\]\\\p{C}]+@[^\s<>,;:"()\\@\p{C}]+$/u.test(address)) {
    throw new DeliveryError('permanent', 'This is not an address that mail can be sent to')
  }
  return address
}

/** The signal lives as long as the worker, so nothing may be left on it. */
function unlessAborted<T>(sending: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new DeliveryError('temporary', 'The worker was stopped while sending'))
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    sending.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error
  const { code, command, responseCode, message } = smtpFacts(error)
  const isAboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  const hint = code === 'ETLS' ? ` ${NO_TLS}` : ''
  if (!isAboutThisMail) return new DeliveryError('unreachable', `${UNREACHABLE}: ${message}${hint}`)
  // A refused sender is a setting of this installation that the operator can put right, so the mail waits for that.
  const isPermanent = responseCode >= 500 && command !== 'MAIL FROM'
  return new DeliveryError(isPermanent ? 'permanent' : 'temporary', message)
}

const NO_TLS =
  '(Mails go out over TLS only. If this server has none, and the way to it is safe, end SMTP_URL in ?tls=optional.)'

function smtpFacts(error: unknown) {
  const facts = typeof error === 'object' && error !== null ? error : {}
  return {
    code: 'code' in facts ? String(facts.code) : '',
    command: 'command' in facts ? String(facts.command) : '',
    responseCode: 'responseCode' in facts ? Number(facts.responseCode) : 0,
    message: oneLine('message' in facts ? String(facts.message) : 'unknown error'),
  }
}

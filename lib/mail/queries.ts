import 'server-only'
import { z } from 'zod'
import { reading } from '@/db/tenant'
import type { Actor, Caller } from '@/lib/actor'
import { env } from '@/lib/env'
import { conflict, notFound, unauthenticated } from '@/lib/errors'
import { log } from '@/lib/log'
import { attempt } from '@/lib/operation'
import { words } from '@/messages/words'
import { type KeptMail, openKeptMail } from './kept-mail'

export const UNSENT = ['queued', 'failed', 'kept'] as const
const PAGE_SIZE = 50

const UnsentMails = z.object({
  counts: z.partialRecord(z.enum(UNSENT), z.number()),
  mails: z.array(
    z.object({
      id: z.string(),
      to: z.string(),
      /** Null while nobody has tried to send it. */
      subject: z.string().nullable(),
      template: z.string(),
      status: z.enum(UNSENT),
      attempts: z.number(),
      lastError: z.string().nullable(),
      createdAt: z.coerce.date(),
      isReadable: z.boolean(),
    }),
  ),
})
export type UnsentMails = z.infer<typeof UnsentMails> & { nextBefore: string | null }

const Filter = z.object({
  status: z.enum(UNSENT).nullable().catch(null),
  before: z.uuid().nullable().catch(null),
})

/** Is a mail server set up? Without one, mails are kept for the operator and invitations are handed over by link. */
export const isMailConfigured = (): boolean => Boolean(env.SMTP_URL)

/**
 * The mails that did not go out, newest first, 50 at a time: `before` is `nextBefore` of the page before. For the operator;
 * throws `unauthenticated`, and `not_found` for everybody else.
 */
export function listUnsentMails(caller: Caller, raw: Record<string, unknown> = {}): Promise<UnsentMails> {
  const { status, before } = Filter.parse({ status: raw.status ?? null, before: raw.before ?? null })
  return attempt(caller, 'listUnsentMails', '', async () => {
    const { userId, sessionId } = person(caller.actor)
    const rows = await reading(
      (sql) => sql<{ found: unknown }[]>`
        select operator_mails(${userId}::uuid, ${sessionId}::uuid, ${status}, ${before}::uuid, ${PAGE_SIZE + 1}) as found`,
      async (_tx, rows) => rows,
    )
    if (!rows[0]?.found) throw notFound()
    const { counts, mails } = UnsentMails.parse(rows[0].found)
    const page = mails.slice(0, PAGE_SIZE)
    return { counts, mails: page, nextBefore: mails.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null }
  })
}

export type ReadMail = KeptMail & {
  id: string
  to: string
  template: string
  status: string
  lastError: string | null
  createdAt: Date
}

/**
 * One unsent mail with what it says. It may hold a link that lets its reader in as somebody else, so every reading is logged.
 * For the operator; throws `unauthenticated`, and `not_found` for everybody else, for mails that went out and for unknown ids,
 * and `conflict` where `APP_SECRET` has changed since.
 */
export function readUnsentMail(caller: Caller, mailId: string): Promise<ReadMail> {
  return attempt(caller, 'readUnsentMail', '', async () => {
    const { userId, sessionId } = person(caller.actor)
    if (!z.uuid().safeParse(mailId).success) throw notFound('mail')
    const rows = await reading(
      (sql) => sql<MailRow[]>`
        select id, to_address as "to", template, status, last_error as "lastError", created_at as "createdAt", body
          from operator_mail(${userId}::uuid, ${sessionId}::uuid, ${mailId}::uuid)`,
      async (_tx, rows) => rows,
    )
    const row = rows[0]
    if (!row) throw notFound('mail')
    log.info({ mailId, userId, requestId: caller.origin.requestId }, 'the operator reads an unsent mail')
    const { body, ...about } = row
    return { ...about, createdAt: new Date(about.createdAt), ...opened(mailId, body) }
  })
}

function opened(mailId: string, body: Uint8Array): KeptMail {
  try {
    return openKeptMail(mailId, body, env.APP_SECRET)
  } catch {
    throw conflict(words('mail.queries.thisMailWasLockedWithAnother'))
  }
}

type MailRow = Omit<ReadMail, keyof KeptMail> & { body: Uint8Array }

function person(actor: Actor) {
  if (actor.kind !== 'person') throw unauthenticated()
  return actor
}

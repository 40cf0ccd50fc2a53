import 'server-only'
import { z } from 'zod'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'
import type { MailJob } from './schemas'

const MailFacts = z.object({
  status: z.enum(['queued', 'sent', 'failed', 'kept', 'dropped']),
  attempts: z.number(),
  to: z.string(),
  /** How the recipient reads; null where nobody knows. */
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  person: z
    .object({
      id: z.string(),
      username: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      email: z.string(),
      isVerified: z.boolean(),
    })
    .nullable(),
  /** The one of the person's addresses that the mail is about. */
  address: z
    .object({ id: z.string(), email: z.string(), isVerified: z.boolean(), isTaken: z.boolean() })
    .nullable(),
  organization: z
    .object({ id: z.string(), name: z.string(), handle: z.string().nullable(), isGone: z.boolean() })
    .nullable(),
  invitation: z
    .object({
      id: z.string(),
      email: z.string(),
      role: z.string(),
      state: z.string(),
      expiresAt: z.coerce.date(),
      inviterName: z.string(),
      /** The inviter's own words; empty for none. */
      message: z.string(),
      answeredBy: z.string().nullable(),
    })
    .nullable(),
  share: z
    .object({
      id: z.string(),
      email: z.string(),
      scopes: z.array(z.string()),
      expiresAt: z.coerce.date(),
      accessUntil: z.coerce.date().nullable(),
      offererName: z.string(),
      app: z.string(),
      /** Whose app it is. */
      owner: z.string(),
    })
    .nullable(),
})
export type MailFacts = z.infer<typeof MailFacts>

/** Begins an attempt at a mail and gives what its letter needs. The first attempt writes the row that the operator sees. */
export async function openMail(sql: WorkerDatabase, { mailId, request }: MailJob): Promise<MailFacts> {
  const org = 'orgId' in request ? request.orgId : null
  const person = 'userId' in request ? request.userId : null
  const [row] = await sql<{ facts: unknown }[]>`
    select worker_open_mail(${mailId}, ${request.template}, ${org}, ${person}, ${subjectOf(request)}, ${JSON.stringify(request)}) as facts`
  return MailFacts.parse(row?.facts)
}

function subjectOf(request: MailJob['request']): string | null {
  if ('invitationId' in request) return request.invitationId
  if ('shareId' in request) return request.shareId
  return 'addressId' in request ? (request.addressId ?? null) : null
}

export type MailStatus = MailFacts['status']

export interface MailClosing {
  readonly status: MailStatus
  readonly subject?: string
  readonly messageId?: string
  readonly error?: string
  readonly sealedBody?: Buffer
}

/** Writes down what became of an attempt. The body stays only while the mail has not gone out. */
export async function closeMail(sql: WorkerDatabase, mailId: string, closing: MailClosing): Promise<void> {
  await sql`
    select worker_close_mail(${mailId}, ${closing.status}, ${closing.subject ?? null}, ${closing.messageId ?? null},
                             ${closing.error ?? null}, ${closing.sealedBody ?? null})`
}

import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { type Job, job } from '@/lib/jobs/table'
import type { MailRequest } from './schemas'

/**
 * The job that sends one mail. Commands return it among their `jobs`:
 * `jobs: [mailJob({ template: 'invitation', orgId, invitationId })]`.
 *
 * A mail with a link replaces the same one still waiting in the queue, so that asking three times while the mail server is down
 * brings one mail, not three.
 */
export function mailJob(request: MailRequest): Job<'mail.send'> {
  return job('mail.send', { mailId: randomUUID(), request }, { key: replaceableAs(request) })
}

/** Mails of a batch let those go first that somebody waits for. */
export const BATCH_PRIORITY = 10

/**
 * The same for one mail of a batch. It is known by the batch and the invitation, so asking for it twice, as a worker does that was
 * killed in between, sends it once.
 */
export function batchMailJob(orgId: string, batchId: string, invitationId: string): Job<'mail.send'> {
  const request: MailRequest = { template: 'invitation', orgId, invitationId, batchId }
  const mailId = uuidOf(createHash('sha256').update(`${batchId} ${invitationId}`).digest())
  return job('mail.send', { mailId, request }, { key: `mail:batch:${mailId}`, priority: BATCH_PRIORITY })
}

/** The first bytes of a hash, marked as a UUID of version 8 (RFC 9562, section 5.8). */
function uuidOf(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function replaceableAs(request: MailRequest): string | undefined {
  switch (request.template) {
    case 'invitation':
      return `mail:invitation:${request.invitationId}`
    case 'app_share':
      return `mail:app_share:${request.shareId}`
    case 'verify_address':
      return `mail:verify_address:${request.addressId}`
    case 'verify_email':
    case 'reset_password':
      return `mail:${request.template}:${request.userId}`
    default:
      return undefined
  }
}

import 'server-only'
import { randomUUID } from 'node:crypto'
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

function replaceableAs(request: MailRequest): string | undefined {
  switch (request.template) {
    case 'invitation':
      return `mail:invitation:${request.invitationId}`
    case 'verify_address':
      return `mail:verify_address:${request.addressId}`
    case 'verify_email':
    case 'reset_password':
      return `mail:${request.template}:${request.userId}`
    default:
      return undefined
  }
}

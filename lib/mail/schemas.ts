import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'

const id = z.uuid()
const at = z.iso.datetime()
const person = { userId: id }
const invitation = { orgId: id, invitationId: id }
const membership = { userId: id, orgId: id }

/**
 * Every mail that Muster sends, and the ids from which the worker writes it. No secrets and no links here: what stands in a job
 * can be read by whoever reads the queue, so links are made when the mail goes out.
 */
export const MailRequest = z.discriminatedUnion('template', [
  z.object({ template: z.literal('verify_email'), ...person }),
  z.object({ template: z.literal('reset_password'), ...person }),
  z.object({ template: z.literal('sign_up_attempt'), ...person, at }),
  z.object({ template: z.literal('invitation'), ...invitation }),
  z.object({ template: z.literal('invitation_accepted'), ...invitation }),
  z.object({ template: z.literal('invitation_declined'), ...invitation }),
  z.object({ template: z.literal('password_changed'), ...person, at }),
  z.object({
    template: z.literal('signed_in'),
    ...person,
    at,
    device: z.string().max(300).nullable(),
    address: z.string().max(64).nullable(),
  }),
  z.object({ template: z.literal('role_changed'), ...membership, at, role: z.enum(ROLE_KEYS) }),
  z.object({ template: z.literal('removed'), ...membership, at }),
  z.object({ template: z.literal('sessions_ended'), ...person, at }),
])
export type MailRequest = z.infer<typeof MailRequest>

/** What the job `mail.send` carries: the request, and the id under which this one mail is known through all its attempts. */
export const MailJob = z.object({ mailId: id, request: MailRequest })
export type MailJob = z.infer<typeof MailJob>

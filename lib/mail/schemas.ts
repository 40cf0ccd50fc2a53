import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'

const id = z.uuid()
const at = z.iso.datetime()
const person = { userId: id }
const invitation = { orgId: id, invitationId: id }
const share = { orgId: id, shareId: id }
const mailbox = z.string().max(320)
const membership = { userId: id, orgId: id }

/**
 * Every mail that Muster sends, and the ids from which the worker writes it. No secrets and no links here: what stands in a job
 * can be read by whoever reads the queue, so links are made when the mail goes out.
 */
export const MailRequest = z.discriminatedUnion('template', [
  z.object({ template: z.literal('verify_email'), ...person, addressId: id.optional() }),
  z.object({ template: z.literal('verify_address'), ...person, addressId: id }),
  z.object({ template: z.literal('reset_password'), ...person, addressId: id.optional() }),
  z.object({ template: z.literal('sign_up_attempt'), ...person, at }),
  z.object({ template: z.literal('invitation'), ...invitation, batchId: id.optional() }),
  z.object({ template: z.literal('invitation_accepted'), ...invitation }),
  z.object({ template: z.literal('invitation_declined'), ...invitation }),
  z.object({ template: z.literal('app_share'), ...share }),
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
  z.object({
    template: z.literal('organization_deleted'),
    ...membership,
    at,
    until: at,
    by: z.string().max(400),
    canRestore: z.boolean(),
  }),
  z.object({ template: z.literal('organization_restored'), ...membership, at, by: z.string().max(400) }),
  z.object({ template: z.literal('reinstated'), ...membership, at, role: z.enum(ROLE_KEYS) }),
  z.object({
    template: z.literal('webhook_disabled'),
    ...membership,
    at,
    webhookId: id,
    webhook: z.string().max(400),
    why: z.enum(['failing', 'gone']),
  }),
  z.object({ template: z.literal('sessions_ended'), ...person, at }),
  z.object({
    template: z.literal('addresses_changed'),
    ...person,
    at,
    change: z.enum(['added', 'removed', 'primary']),
    email: mailbox,
    /** Where it goes, if not to the primary address. */
    to: mailbox.optional(),
  }),
  z.object({
    template: z.literal('account_deleted'),
    at,
    to: mailbox,
    firstName: z.string(),
    username: z.string(),
  }),
])
export type MailRequest = z.infer<typeof MailRequest>

/** What the job `mail.send` carries: the request, and the id under which this one mail is known through all its attempts. */
export const MailJob = z.object({ mailId: id, request: MailRequest })
export type MailJob = z.infer<typeof MailJob>

/** How many mails one job of a batch stands for. */
export const MAILS_A_JOB = 100

/** What the job `mail.spread` carries: invitations of one batch that each get a mail. */
export const SpreadJob = z.object({
  orgId: id,
  batchId: id,
  invitationIds: z.array(id).min(1).max(MAILS_A_JOB),
})
export type SpreadJob = z.infer<typeof SpreadJob>

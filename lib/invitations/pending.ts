import 'server-only'
import type { Connection } from '@/db/client'
import type { Person } from '@/lib/actor'
import type { AuditEntry } from '@/lib/audit/entry'
import type { EventName } from '@/lib/audit/events'
import { type CommandContext, command } from '@/lib/command'
import { env } from '@/lib/env'
import { conflict, expired, forbidden, notFound } from '@/lib/errors'
import { createLinkSecret, linkTo } from '@/lib/mail/link-secrets'
import { mailJob } from '@/lib/mail/mail-job'
import { mayGrantRole } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { spend } from './limits'
import { InvitationInput } from './schemas'
import { tellInvitees } from './tell'

type Context = CommandContext<{ invitationId: string }>
type Invitation = {
  id: string
  email: string
  normalized: string
  role: Role
  state: 'pending' | 'accepted' | 'declined' | 'revoked' | 'void'
  isExpired: boolean
}

/** Mails an open invitation again. Its old links, mailed and copied, end. Throws `expired` where renewing is what is wanted. */
export const resendInvitation = command({
  name: 'resendInvitation',
  permission: 'member.manage',
  input: InvitationInput,
  async run(context) {
    const { sql, person } = context
    const invitation = await lockPending(context)
    if (invitation.isExpired) throw expired(words('invitations.pending.expired'))
    mustGive(context, invitation.role)
    // Where the inviter's own time as Admin ran out, whoever resends stands in for them.
    await sql`
      update invitations i
         set sent_at = now(), invited_by = coalesce(giver.id, ${person.id}::uuid), inviter_name = coalesce(giver.name, ${nameOf(person)})
        from (select 1) one left join lateral (
             select v.invited_by as id, v.inviter_name as name from invitations v
               join members m on m.org_id = v.org_id and m.user_id = v.invited_by and m.role = 'admin' and m.ended_at is null
                             and (m.expires_at is null or m.expires_at > now())
              where v.org_id = current_tenant() and v.id = ${invitation.id}::uuid) giver on true
       where i.org_id = current_tenant() and i.id = ${invitation.id}::uuid`
    return sendAgain(context, invitation, 'invitation.resent')
  },
})

/** Gives an expired invitation its full time again and mails it. Whoever renews is the one who invites now. Its old links end. */
export const renewInvitation = command({
  name: 'renewInvitation',
  permission: 'member.manage',
  input: InvitationInput,
  async run(context) {
    const { sql, person } = context
    const invitation = await lockPending(context)
    if (!invitation.isExpired)
      throw conflict(words('invitations.pending.theInvitationForHasNotExpired', { email: invitation.email }))
    mustGive(context, invitation.role)
    await sql`
      update invitations i
         set sent_at = now(), expires_at = now() + make_interval(days => o.invitation_ttl_days),
             invited_by = ${person.id}::uuid, inviter_name = ${nameOf(person)}
        from organizations o
       where o.org_id = current_tenant() and i.org_id = o.org_id and i.id = ${invitation.id}::uuid`
    return sendAgain(context, invitation, 'invitation.renewed')
  },
})

/**
 * Makes one more link to an open invitation, for the Admin to hand over. Any number of them live beside the mailed one; none of them
 * proves the address. The secret is given once and only its hash is kept.
 */
export const copyInvitationLink = command({
  name: 'copyInvitationLink',
  permission: 'member.manage',
  input: InvitationInput,
  async run(context) {
    const { sql, account, person } = context
    const invitation = await lockPending(context)
    if (invitation.isExpired) throw expired(words('invitations.pending.expired'))
    const { secret, hash } = createLinkSecret()
    await sql`
      insert into invitation_links (org_id, invitation_id, kind, token_hash, created_by)
      values (${account.id}::uuid, ${invitation.id}::uuid, 'copied', ${hash}, ${person.id}::uuid)`
    return {
      result: { url: linkTo(env.APP_URL, 'invitation', secret), email: invitation.email },
      audit: [entryOf(invitation, 'invitation.linkCopied')],
    }
  },
})

/** Deletes an invitation: it and all its links end. Throws `conflict` where it was answered meanwhile. */
export const revokeInvitation = command({
  name: 'revokeInvitation',
  permission: 'member.manage',
  input: InvitationInput,
  async run(context) {
    const { sql, person, change } = context
    const invitation = await lockPending(context)
    await sql`
      update invitations set state = 'revoked', ended_by = ${person.id}::uuid, ended_change = ${change}::uuid
       where org_id = current_tenant() and id = ${invitation.id}::uuid and state = 'pending'`
    await endLinks(sql, invitation.id)
    return { result: { email: invitation.email }, audit: [entryOf(invitation, 'invitation.revoked')] }
  },
})

/** Answering, revoking and resending one invitation all take this lock before they look, so they come one after the other. */
async function lockPending({ sql, input }: Context): Promise<Invitation> {
  const [found] = await sql<[Invitation?]>`
    select id, email, email_normalized as normalized, role, state, expires_at <= now() as "isExpired"
      from invitations where org_id = current_tenant() and id = ${input.invitationId}::uuid for no key update`
  if (!found) throw notFound('invitation')
  if (found.state !== 'pending')
    throw conflict(words(`invitations.pending.ended.${found.state}`, { email: found.email }))
  return found
}

function mustGive({ access }: Context, role: Role): void {
  if (!mayGrantRole(access, role))
    throw forbidden(words('invitations.pending.youCannotGiveARoleThatMayDo'), 'member.manage')
}

async function sendAgain(
  context: Context,
  invitation: Invitation,
  event: 'invitation.resent' | 'invitation.renewed',
) {
  const { sql, account, person } = context
  await endLinks(sql, invitation.id)
  await spend(sql, account.id, person, [invitation.normalized])
  return {
    result: { email: invitation.email },
    audit: [entryOf(invitation, event)],
    jobs: [mailJob({ template: 'invitation', orgId: account.id, invitationId: invitation.id })],
    closing: tellInvitees(sql, [invitation], {
      organization: account.name,
      handle: account.handle,
      role: invitation.role,
      by: nameOf(person),
    }),
  }
}

const nameOf = ({ firstName, lastName }: Person) => `${firstName} ${lastName}`

async function endLinks(sql: Connection, invitationId: string): Promise<void> {
  await sql`
    update invitation_links set revoked_at = now()
     where org_id = current_tenant() and invitation_id = ${invitationId}::uuid and revoked_at is null`
}

const entryOf = ({ id, email, role }: Invitation, event: EventName): AuditEntry => ({
  event,
  target: { kind: 'invitation', id, name: email },
  after: { email, role },
})

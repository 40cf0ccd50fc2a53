import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { createLinkSecret } from '@/lib/mail/link-secrets'
import type { Role } from '@/lib/permissions/rules'
import { acceptInvitation } from './answer'
import { inviteMembers } from './commands'
import { copyInvitationLink } from './pending'

/** Invites one address as the organization's Admin, and gives the id. */
export async function invite(place: Place, email: string, role: Role = 'organization_user', by?: Persona) {
  await inviteMembers((by ?? place.admin).caller, place.account, { emails: email, role })
  const row = await latest(place, email)
  if (!row) throw new Error(`nobody was invited as ${email}`)
  return row.id as string
}

/** The secret of a link as the worker makes it when the mail goes out; null where it makes none. */
export async function mailedSecret(place: Place, invitationId: string): Promise<string> {
  const { secret, hash } = createLinkSecret()
  const [row] = await ownerSql()<[{ made: boolean }]>`
    select worker_open_invitation_link(${place.id}, ${invitationId}, ${hash}) as made`
  if (!row.made) throw new Error('the worker makes no link for this invitation')
  return secret
}

export async function copiedSecret(place: Place, invitationId: string): Promise<string> {
  const { url } = await copyInvitationLink(place.admin.caller, place.account, { invitationId })
  return url.slice(url.lastIndexOf('/') + 1)
}

export const accept = (who: Persona, token: string) => acceptInvitation(who.caller, who.username, { token })

export async function expire(invitationId: string): Promise<void> {
  await ownerSql()`update invitations set expires_at = now() - interval '1 minute' where id = ${invitationId}`
}

/** The invitation of an address as it really stands, the newest one. */
export async function latest(place: { id: string }, email: string) {
  const [row] = await ownerSql()`
    select * from invitations where org_id = ${place.id} and email_normalized = ${email.toLowerCase()} order by created_at desc limit 1`
  return row
}

export async function memberships(place: { id: string }, who: { id: string }) {
  return ownerSql()`select * from members where org_id = ${place.id} and user_id = ${who.id} order by started_at`
}

export async function eventsOf(place: { id: string }): Promise<string[]> {
  const rows = await ownerSql()<
    { event: string }[]
  >`select event from audit_events where org_id = ${place.id} order by id`
  return rows.map(({ event }) => event)
}

/** The mails that wait in the queue about this invitation. */
export async function mailsAbout(invitationId: string): Promise<string[]> {
  const rows = await ownerSql()<{ template: string }[]>`
    select j.payload -> 'request' ->> 'template' as template from graphile_worker._private_jobs j
     where j.payload -> 'request' ->> 'invitationId' = ${invitationId} order by j.id`
  return rows.map(({ template }) => template)
}

export async function bellOf(who: { id: string }) {
  return ownerSql()<
    { kind: string; subject_id: string; read_at: Date | null; detail: Record<string, string> }[]
  >`
    select kind, subject_id, read_at, detail from notifications where user_id = ${who.id} order by created_at`
}

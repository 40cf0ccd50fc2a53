import { randomBytes } from 'node:crypto'
import { ownerSql } from '@/db/testing/world'
import type { Caller } from '@/lib/actor'
import { createLinkSecret } from '@/lib/mail/link-secrets'
import { hashPassword } from '../password'
import type { SignUpInput } from '../schemas'

export const PASSWORD = 'violet kettle under nine roofs'
export const OTHER_PASSWORD = 'amber ladder beside two lakes'

const unique = () => randomBytes(5).toString('hex')

/** Gives somebody of a test's world a password to enter. */
export async function givePassword(who: { id: string }, password = PASSWORD): Promise<void> {
  await ownerSql()`update users set password_hash = ${await hashPassword(password)} where id = ${who.id}`
}

/** Somebody at a network address of their own, so that no test uses up the limits of another. */
export function visitor(
  userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
): Caller {
  const address = `10.${[...randomBytes(3)].join('.')}`
  return { actor: { kind: 'anonymous' }, origin: { requestId: `test-${unique()}`, address, userAgent } }
}

/** What somebody new types into the form. */
export function newcomer(given: Partial<SignUpInput> = {}): SignUpInput {
  const id = unique()
  return {
    firstName: 'Lena',
    lastName: 'Berg',
    username: `u${id}`,
    email: `m${id}@example.test`,
    password: PASSWORD,
    ...given,
  }
}

/** Makes sure that somebody runs the installation, so that those who sign up in a test are not the first. */
export async function haveOperator(): Promise<void> {
  const sql = ownerSql()
  const [any] = await sql`select 1 from users where is_operator limit 1`
  if (any) return
  const [account] = await sql<[{ id: string }]>`insert into accounts (kind) values ('user') returning id`
  const name = `operator-${unique()}`
  await sql`
    insert into users (id, username, first_name, last_name, email, email_normalized, password_hash, is_operator, email_verified_at)
    values (${account.id}, ${name}, 'Olga', 'Operator', ${`${name}@example.test`}, ${`${name}@example.test`}, 'none', true, now())`
}

export async function findUser(email: string) {
  const [row] =
    await ownerSql()`select * from users where email_normalized = ${email.toLowerCase()} and deleted_at is null`
  return row
}

/** The templates of the mails that wait for this person, oldest first. */
export async function mailsTo(userId: string): Promise<string[]> {
  const rows = await ownerSql()<{ template: string }[]>`
    select payload -> 'request' ->> 'template' as template from graphile_worker._private_jobs
     where payload -> 'request' ->> 'userId' = ${userId} order by id`
  return rows.map((row) => row.template)
}

/** A link as the worker makes it when it sends the mail. Gives the secret. */
export async function mailedLink(
  userId: string,
  purpose: 'verify_email' | 'reset_password',
  expiresInSeconds = 3600,
): Promise<string> {
  const { secret, hash } = createLinkSecret()
  await ownerSql()`
    insert into user_links (user_id, purpose, token_hash, email_normalized, expires_at)
    select id, ${purpose}, ${hash}, email_normalized, now() + ${expiresInSeconds} * interval '1 second' from users where id = ${userId}`
  return secret
}

/** An invitation with a link, mailed or copied. Gives the secret. */
export async function invitationLink(
  place: { id: string; admin: { id: string } },
  email: string,
  kind: 'mailed' | 'copied',
): Promise<{ secret: string; id: string }> {
  const sql = ownerSql()
  const { secret, hash } = createLinkSecret()
  const [invitation] = await sql<[{ id: string }]>`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    values (${place.id}, ${email}, ${email.toLowerCase()}, 'team_contributor', ${place.admin.id}, 'A', now() + interval '7 days') returning id`
  await sql`
    insert into invitation_links (org_id, invitation_id, kind, token_hash) values (${place.id}, ${invitation.id}, ${kind}, ${hash})`
  return { secret, id: invitation.id }
}

/** Events in a person's own history, oldest first. */
export async function historyOf(userId: string): Promise<string[]> {
  const rows = await ownerSql()<{ event: string }[]>`
    select event from audit_events where org_id = ${userId} order by id`
  return rows.map((row) => row.event)
}

export async function liveSessions(userId: string): Promise<string[]> {
  const rows = await ownerSql()<{ id: string }[]>`
    select id from sessions where user_id = ${userId} and revoked_at is null order by created_at`
  return rows.map((row) => row.id)
}

import 'server-only'
import { z } from 'zod'
import { database } from '@/db/client'
import type { Caller } from '@/lib/actor'
import { openCommand } from '@/lib/command'
import { expired, invalid } from '@/lib/errors'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { mailJob } from '@/lib/mail/mail-job'
import { parse } from '@/lib/operation'
import { words } from '@/messages/words'
import { evenTime } from './even-time'
import { forgive, limit } from './limits'
import { hashPassword, verifyPassword } from './password'
import { refusePassword } from './password-strength'
import { AddressInput, ResetPasswordInput, VerifyEmailInput } from './schemas'
import type { SessionClaims } from './session-token'

type Purpose = 'verify_email' | 'reset_password'

/** What stands behind a mailed link. Reading it uses nothing up. */
export type MailedLink = {
  state: 'live' | 'used' | 'expired'
  userId: string
  username: string
  firstName: string
  lastName: string
  email: string
  passwordHash: string
  organizations: string[]
}

/** Finds what a mailed link opens; null where it opens nothing, or not this. */
export async function findMailedLink(token: string, purpose: Purpose): Promise<MailedLink | null> {
  const hash = hashLinkSecret(token)
  if (!hash) return null
  const [row] = await database()<MailedLink[]>`
    select state, user_id as "userId", username, first_name as "firstName", last_name as "lastName", email,
           password_hash as "passwordHash", organizations
      from read_user_link(${hash}, ${purpose})`
  return row ?? null
}

type Sent = { email: string }

/** Sends a link to choose a new password to an address, if it is somebody's. Says the same either way. */
export const requestPasswordReset = (caller: Caller, raw: z.input<typeof AddressInput>) =>
  request(caller, raw, 'reset_password')

/** Sends the link that proves an address again, if a sign-up waits for it. Says the same either way. */
export const resendVerification = (caller: Caller, raw: z.input<typeof AddressInput>) =>
  request(caller, raw, 'verify_email')

async function request(caller: Caller, raw: z.input<typeof AddressInput>, template: Purpose): Promise<Sent> {
  const { email } = parse(AddressInput, raw)
  await limit('mailByAddress', caller.origin.address)
  await limit('mailByAccount', `${template} ${email.normalized}`)
  await evenTime(mailTo(caller, { normalized: email.normalized, template }))
  return { email: email.email }
}

const mailTo = openCommand({
  name: 'requestMail',
  input: z.custom<{ normalized: string; template: Purpose }>(), // parsed by request
  async run({ sql, input: { normalized, template } }) {
    const people = await sql<{ user_id: string; email_id: string; is_verified: boolean }[]>`
      select * from person_at(${normalized})`
    // A new password goes to one: the owner or, while there is none, the latest sign-up.
    const due = template === 'reset_password' ? people.slice(0, 1) : people.filter((one) => !one.is_verified)
    const jobs = due.map((one) => mailJob({ template, userId: one.user_id, addressId: one.email_id }))
    return { result: undefined, audit: [], jobs, author: { kind: 'anonymous', id: null, name: '' } }
  },
})

/**
 * Proves an address and signs in. `isChosenHere` says that this browser chose the account's password; otherwise it is asked for. Throws
 * `expired` for links that open nothing any more, `invalid` for a wrong password, `rate_limited`.
 */
export async function verifyEmail(
  caller: Caller,
  raw: z.input<typeof VerifyEmailInput>,
  isChosenHere: (link: MailedLink) => Promise<boolean>,
): Promise<SessionClaims> {
  const { token, password } = parse(VerifyEmailInput, raw)
  await limit('linkByAddress', caller.origin.address)
  const link = await findMailedLink(token, 'verify_email')
  if (link?.state !== 'live') throw gone()
  if (!(await isChosenHere(link))) {
    if (!password) throw invalid({ password: words('auth.mailedLinks.enterThePasswordYouChoseWhen') })
    await limit('passwordByAccount', link.userId)
    if (!(await verifyPassword(link.passwordHash, password)))
      throw invalid({ password: words('auth.mailedLinks.thatIsNotThePasswordOfThis') })
  }
  return prove(caller, { token, passwordHash: link.passwordHash })
}

const prove = openCommand({
  name: 'verifyEmail',
  input: z.custom<{ token: string; passwordHash: string }>(), // checked by verifyEmail
  async run({ sql, input, origin }) {
    const [row] = await sql<{ user_id: string; session_id: string; first_name: string; last_name: string }[]>`
      select * from verify_email(${hashLinkSecret(input.token)}, ${input.passwordHash}, ${origin.address}, ${origin.userAgent})`
    if (!row) throw gone()
    const target = { kind: 'user', id: row.user_id, name: `${row.first_name} ${row.last_name}` }
    return {
      result: { userId: row.user_id, sessionId: row.session_id },
      author: { kind: 'person', id: target.id, name: target.name },
      audit: [
        { event: 'email.verified', target },
        { event: 'session.started', target },
      ],
    }
  },
})

/**
 * Sets a new password with a mailed link, which also opens the lock and ends every sign-in. Throws `expired`, `invalid`,
 * `rate_limited`.
 */
export async function resetPassword(caller: Caller, raw: z.input<typeof ResetPasswordInput>): Promise<Sent> {
  const { token, password } = parse(ResetPasswordInput, raw)
  await limit('linkByAddress', caller.origin.address)
  const link = await findMailedLink(token, 'reset_password')
  if (link?.state !== 'live') throw gone()
  const refusal = await refusePassword(password, link)
  if (refusal) throw invalid({ password: refusal })
  const addresses = await reset(caller, { token, passwordHash: await hashPassword(password) })
  await Promise.all(addresses.map((one) => forgive(['failuresByAccount', 'waitByAccount'], one)))
  return { email: link.email }
}

const reset = openCommand({
  name: 'resetPassword',
  input: z.custom<{ token: string; passwordHash: string }>(), // checked by resetPassword
  async run({ sql, input }) {
    type Row = { user_id: string; first_name: string; last_name: string; addresses: string[] }
    const [row] = await sql<Row[]>`
      select * from reset_password(${hashLinkSecret(input.token)}, ${input.passwordHash})`
    if (!row) throw gone()
    const target = { kind: 'user', id: row.user_id, name: `${row.first_name} ${row.last_name}` }
    return {
      result: row.addresses,
      author: { kind: 'person', id: target.id, name: target.name },
      audit: [{ event: 'password.reset', target }],
      jobs: [mailJob({ template: 'password_changed', userId: target.id, at: new Date().toISOString() })],
    }
  },
})

const gone = () => expired(words('auth.mailedLinks.thisLinkWorksOnceAndForA'))

import 'server-only'
import { z } from 'zod'
import type { Caller } from '@/lib/actor'
import { command, openCommand } from '@/lib/command'
import { conflict, invalid, notFound } from '@/lib/errors'
import { mailJob } from '@/lib/mail/mail-job'
import { parse } from '@/lib/operation'
import { words } from '@/messages/words'
import { requirePerson } from './caller'
import { limit } from './limits'
import { hashPassword, verifyPassword } from './password'
import { refusePassword } from './password-strength'
import { ownPassword } from './queries'
import { ChangePasswordInput, RevokeSessionInput } from './schemas'

/**
 * Changes one's own password, which ends every other sign-in. `account` is one's own handle. Throws `invalid` with fields,
 * `rate_limited` after ten wrong ones in an hour.
 */
export async function changePassword(
  caller: Caller,
  account: string,
  raw: z.input<typeof ChangePasswordInput>,
): Promise<{ ended: number }> {
  const { currentPassword, password } = parse(ChangePasswordInput, raw)
  await limit('passwordByAccount', requirePerson(caller).userId)
  const { passwordHash, organizations, person } = await ownPassword(caller, account)
  if (!(await verifyPassword(passwordHash, currentPassword)))
    throw invalid({ currentPassword: words('auth.commands.thatIsNotYourCurrentPassword') })
  if (await verifyPassword(passwordHash, password))
    throw invalid({ password: words('auth.commands.thatIsYourCurrentPassword') })
  const refusal = await refusePassword(password, { ...person, organizations })
  if (refusal) throw invalid({ password: refusal })
  return replacePassword(caller, account, {
    present: passwordHash,
    chosen: await hashPassword(password),
  })
}

const replacePassword = command({
  name: 'changePassword',
  permission: 'session.manage',
  input: z.custom<{ present: string; chosen: string }>(), // checked by changePassword
  async run({ sql, input, person }) {
    const [row] = await sql<[{ ended: number | null }]>`
      select change_own_password(${input.present}, ${input.chosen}, ${person.sessionId}::uuid) as ended`
    if (row.ended === null) throw conflict(words('auth.commands.yourPasswordWasChanged'))
    return {
      result: { ended: row.ended },
      audit: [{ event: 'password.changed', target: self(person), after: { endedSessions: row.ended } }],
      jobs: [mailJob({ template: 'password_changed', userId: person.id, at: new Date().toISOString() })],
    }
  },
})

/** Ends one of one's own sign-ins, on every instance at its next request. Throws `not_found` for what is not a live one of one's own. */
export const revokeSession = command({
  name: 'revokeSession',
  permission: 'session.manage',
  input: RevokeSessionInput,
  async run({ sql, input, person }) {
    const [row] = await sql<[{ ended: number }]>`
      select end_own_sessions(${input.session}::uuid, ${person.sessionId}::uuid) as ended`
    if (row.ended === 0) throw notFound('sign-in')
    return {
      result: { ended: row.ended },
      audit: [{ event: 'session.revoked', target: self(person), after: { session: input.session } }],
    }
  },
})

/** Ends all of one's own sign-ins but the present one. */
export const revokeOtherSessions = command({
  name: 'revokeOtherSessions',
  permission: 'session.manage',
  input: z.object({}),
  async run({ sql, person }) {
    const [{ ended }] = await sql<[{ ended: number }]>`
      select end_own_sessions(null, ${person.sessionId}::uuid) as ended`
    if (ended === 0) return { result: { ended }, audit: [] }
    return {
      result: { ended },
      audit: [{ event: 'session.revoked', target: self(person), after: { sessions: ended } }],
      jobs: [mailJob({ template: 'sessions_ended', userId: person.id, at: new Date().toISOString() })],
    }
  },
})

/** Ends the present sign-in. One that is over already is no error. */
export const signOut = openCommand({
  name: 'signOut',
  input: z.object({}),
  async run({ sql, actor }) {
    const nobody = { kind: 'anonymous', id: null, name: '' } as const
    if (actor.kind !== 'person') return { result: undefined, audit: [], author: nobody }
    const [row] = await sql<{ first_name: string; last_name: string }[]>`
      select * from end_session(${actor.userId}::uuid, ${actor.sessionId}::uuid)`
    if (!row) return { result: undefined, audit: [], author: nobody }
    const author = { kind: 'person', id: actor.userId, name: `${row.first_name} ${row.last_name}` } as const
    const target = { kind: 'user', id: actor.userId, name: author.name }
    return { result: undefined, author, audit: [{ event: 'session.ended', target }] }
  },
})

const self = (person: { id: string; firstName: string; lastName: string }) => ({
  kind: 'user',
  id: person.id,
  name: `${person.firstName} ${person.lastName}`,
})

import 'server-only'
import { z } from 'zod'
import type { Caller } from '@/lib/actor'
import { openCommand } from '@/lib/command'
import { conflict, invalid, violatedConstraint } from '@/lib/errors'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { mailJob } from '@/lib/mail/mail-job'
import { parse } from '@/lib/operation'
import { words } from '@/messages/words'
import { evenTime } from './even-time'
import { limit } from './limits'
import { hashPassword } from './password'
import { refusePassword } from './password-strength'
import { SignUpInput } from './schemas'
import type { SessionClaims } from './session-token'

/**
 * What came of signing up. With a `session`, the address needs no mail or is proven by the invitation. Without one, a mail is on its
 * way, and only its reader learns what it says. `userId` and `passwordHash` are for the seal of this browser alone.
 */
export type SignedUp = {
  email: string
  userId: string | null
  passwordHash: string
  session: SessionClaims | null
}

/**
 * Makes an account; the first one of an installation runs it. Says the same, about as fast, whether or not the address is known; whose
 * it is gets a mail instead. Throws `invalid` and `conflict` with fields (usernames are public, so a taken one is told), `rate_limited`.
 */
export async function signUp(caller: Caller, raw: SignUpInput): Promise<SignedUp> {
  const input = parse(SignUpInput, raw)
  await limit('signUpByAddress', caller.origin.address)
  const refusal = await refusePassword(input.password, { ...input, email: input.email.normalized })
  if (refusal) throw invalid({ password: refusal })
  const create = async () =>
    createAccount(caller, { ...input, passwordHash: await hashPassword(input.password) }).catch(taken)
  return evenTime(create())
}

type SignUpRow = {
  outcome: 'signed_in' | 'created' | 'attempt' | 'known'
  user_id: string
  session_id: string | null
}

const createAccount = openCommand({
  name: 'signUp',
  input: z.custom<z.output<typeof SignUpInput> & { passwordHash: string }>(), // parsed by signUp
  async run({ sql, input, origin }) {
    const { username, firstName, lastName, email, passwordHash } = input
    const proof = input.invitation ? hashLinkSecret(input.invitation) : null
    const [row] = await sql<[SignUpRow]>`
      select * from sign_up(${username}, ${firstName}, ${lastName}, ${email.email}, ${email.normalized}, ${passwordHash}, ${proof},
                            ${origin.address}, ${origin.userAgent})`
    const { outcome, user_id: userId, session_id: sessionId } = row
    if (outcome === 'known') throw emailTaken()
    const isKnown = outcome === 'attempt'
    const result: SignedUp = {
      email: email.email,
      userId: isKnown ? null : userId,
      passwordHash,
      session: sessionId ? { userId, sessionId } : null,
    }
    if (isKnown) {
      const mail = mailJob({ template: 'sign_up_attempt', userId, at: new Date().toISOString() })
      return { result, audit: [], jobs: [mail], author: { kind: 'anonymous', id: null, name: '' } }
    }
    const target = { kind: 'user', id: userId, name: `${firstName} ${lastName}` }
    return {
      result,
      author: { kind: 'person', id: userId, name: target.name },
      audit: [
        { event: 'account.created', target, after: { username, email: email.email } },
        ...(sessionId ? [{ event: 'session.started', target } as const] : []),
      ],
      jobs: sessionId ? [] : [mailJob({ template: 'verify_email', userId })],
    }
  },
})

/** Only for whoever holds an invitation that was mailed to this address, and so reads its mail. */
const emailTaken = () =>
  conflict(words('auth.signUp.thereIsAnAccountWithThis'), {
    email: words('auth.signUp.thereIsAnAccountWithThis2'),
  })

function taken(error: unknown): never {
  if (violatedConstraint(error) === 'handles_pkey')
    throw conflict(words('auth.signUp.thatUsernameIsTaken'), {
      username: words('auth.signUp.thatUsernameIsTakenChoose'),
    })
  throw error
}

import 'server-only'
import { z } from 'zod'
import { database, leaveOut } from '@/db/client'
import type { Caller } from '@/lib/actor'
import type { Author } from '@/lib/audit/entry'
import { type Outcome, openCommand } from '@/lib/command'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { mailJob } from '@/lib/mail/mail-job'
import { parse } from '@/lib/operation'
import { describeDevice } from './device'
import { count, forgive, hold, limit, refund, waitFor } from './limits'
import { verifyPassword } from './password'
import { SignInInput } from './schemas'
import type { SessionClaims } from './session-token'

/** Wrong passwords in a row until only a new password helps (NIST SP 800-63B-4, 3.2.2). */
export const MAX_FAILURES = 100
const FREE_FAILURES = 5
const LONGEST_WAIT_SECONDS = 15 * 60

export type SignedIn =
  | { outcome: 'signed_in'; session: SessionClaims }
  /** The right password for an address that nobody has proven yet. */
  | { outcome: 'unverified'; userId: string; email: string; passwordHash: string }

/**
 * Signs in with address and password. Says the same, about as fast, whether or not there is such an account: not the pair
 * (`invalid`), too often (`rate_limited`), locked until the password is reset (`forbidden` in words, as `invalid`). Every attempt is counted
 * before the password is looked at, so that many at once cannot outrun the count.
 */
export async function signIn(caller: Caller, raw: SignInInput): Promise<SignedIn> {
  const { email, password, invitation } = parse(SignInInput, raw)
  const { origin } = caller
  await limit('signInByAddress', origin.address)
  await waitFor('waitByAccount', email)
  const [attempts, accounts] = await Promise.all([count('failuresByAccount', email), countAttempt(email)])
  const failures = Math.max(attempts, ...accounts.map((one) => one.failures))
  if (failures > MAX_FAILURES) throw locked()

  const account = await whosePassword(accounts, password)
  const signedIn = account ? await begin(caller, { ...account, invitation: invitation ?? null }) : null
  if (!signedIn) {
    noteFailure(caller, accounts[0]?.username ?? '')
    if (failures >= FREE_FAILURES) await hold('waitByAccount', email, waitSeconds(failures))
    throw wrongPair()
  }
  await Promise.all([
    forgive(['failuresByAccount', 'waitByAccount'], email),
    refund('signInByAddress', origin.address),
  ])
  return signedIn
}

/** 1, 2, 4, 8 … seconds from the fifth failure in a row on. */
const waitSeconds = (failures: number) => Math.min(2 ** (failures - FREE_FAILURES), LONGEST_WAIT_SECONDS)

type Account = { userId: string; username: string; passwordHash: string; failures: number }

/** The owner of an address; while it has none, the sign-ups that wait for it, a few at most. */
async function countAttempt(email: string): Promise<Account[]> {
  return database()<Account[]>`
    select user_id as "userId", username, password_hash as "passwordHash", failures from count_sign_in(${email})`
}

/** All at once, so that how many there are takes no longer. */
async function whosePassword(accounts: Account[], password: string): Promise<Account | undefined> {
  if (accounts.length === 0) await verifyPassword(null, password)
  const areRight = await Promise.all(accounts.map((one) => verifyPassword(one.passwordHash, password)))
  return accounts.find((_, i) => areRight[i])
}

type SignInRow = {
  session_id: string | null
  first_name: string
  last_name: string
  email: string
  is_new_device: boolean | null
}

type Began = Outcome<SignedIn | null> & { author: Author }

const begin = openCommand({
  name: 'signIn',
  input: z.custom<Account & { invitation: string | null }>(), // read from the database by signIn
  async run({ sql, input: { userId, passwordHash, invitation }, origin }): Promise<Began> {
    const proof = invitation ? hashLinkSecret(invitation) : null
    const [row] = await sql<SignInRow[]>`
      select * from sign_in(${userId}::uuid, ${passwordHash}, ${proof}, ${origin.address}, ${origin.userAgent})`
    if (!row) return { result: null, audit: [], author: { kind: 'anonymous', id: null, name: '' } }
    const author = { kind: 'person', id: userId, name: `${row.first_name} ${row.last_name}` } as const
    if (!row.session_id)
      return { result: { outcome: 'unverified', userId, email: row.email, passwordHash }, audit: [], author }
    const device = describeDevice(origin.userAgent)
    const notice = mailJob({
      template: 'signed_in',
      userId,
      at: new Date().toISOString(),
      device,
      address: origin.address,
    })
    return {
      result: { outcome: 'signed_in', session: { userId, sessionId: row.session_id } },
      author,
      audit: [
        {
          event: 'session.started',
          target: { kind: 'user', id: userId, name: author.name },
          after: { device },
        },
      ],
      jobs: row.is_new_device ? [notice] : [],
    }
  },
})

/** Goes into the list of what was refused, without making anybody wait. */
function noteFailure({ origin }: Caller, username: string) {
  leaveOut(
    database()`
      select record_refusal(${username}, 'signIn', null, 'wrong_password', 'anonymous', null, '', ${origin.address}, ${origin.userAgent},
                            ${origin.requestId}, null)`.catch((error: unknown) =>
      log.warn({ err: error }, 'a failed sign-in could not be written down'),
    ),
  )
}

const wrongPair = () =>
  new AppError('invalid', 'That email address and password do not belong together.', {
    fields: {},
  })
const locked = () =>
  new AppError(
    'rate_limited',
    'Too many wrong passwords. This address is locked until its owner chooses a new password: use “Forgot your password?”.',
  )

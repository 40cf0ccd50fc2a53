import 'server-only'
import type { Caller } from '@/lib/actor'
import { invalid } from '@/lib/errors'
import { words } from '@/messages/words'
import { requirePerson } from './caller'
import { limit, refund } from './limits'
import { verifyPassword } from './password'
import { ownPassword } from './queries'

/**
 * Asks for the password again before something that could take an account over. Gives its stored hash, with which the change makes sure
 * that it was not changed meanwhile. `account` is one's own handle. Throws `invalid` with the field `password`, `rate_limited` after ten
 * wrong ones in an hour.
 */
export async function checkPassword(caller: Caller, account: string, password: string): Promise<string> {
  const { userId } = requirePerson(caller)
  await limit('passwordByAccount', userId)
  const { passwordHash } = await ownPassword(caller, account)
  if (!(await verifyPassword(passwordHash, password)))
    throw invalid({ password: words('profile.wrongPassword') })
  await refund('passwordByAccount', userId)
  return passwordHash
}

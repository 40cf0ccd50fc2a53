import 'server-only'
import { database } from '@/db/client'
import type { Caller } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { query } from '@/lib/query'
import { type AddressRow, ownAddresses } from './own'
import { AddressIdInput } from './schemas'

/** One of one's own addresses. `account` is one's own handle. Throws `not_found`. */
export const getAddress = query({
  name: 'getAddress',
  permission: 'profile.edit',
  input: AddressIdInput,
  async run({ sql, input, account }): Promise<{ address: AddressRow; primary: string; username: string }> {
    const all = await ownAddresses(sql)
    const address = all.find((one) => one.id === input.address)
    if (!address) throw notFound('address')
    return { address, primary: all.find((one) => one.isPrimary)?.email ?? '', username: account.handle }
  },
})

export type AddressLink = {
  state: 'live' | 'used' | 'expired'
  email: string
  username: string
  viewer: 'owner' | 'somebody_else' | null
}

/** What the link in a mail to an added address is for; uses nothing up. Null where it is none. */
export async function findAddressLink(token: string, { actor }: Caller): Promise<AddressLink | null> {
  const hash = hashLinkSecret(token)
  if (!hash) return null
  const [userId, sessionId] = actor.kind === 'person' ? [actor.userId, actor.sessionId] : [null, null]
  const [row] = await database()<AddressLink[]>`
    select state, email, username, viewer from read_address_link(${hash}, ${userId}::uuid, ${sessionId}::uuid)`
  return row ?? null
}

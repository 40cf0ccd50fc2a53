import 'server-only'
import { z } from 'zod'
import { type AddressRow, ownAddresses } from '@/lib/addresses/own'
import type { Role } from '@/lib/permissions/roles'
import { query } from '@/lib/query'
import { type FormerHandle, listFormerHandles } from '@/lib/rename-handle'

export type Profile = {
  firstName: string
  lastName: string
  username: string
  addresses: AddressRow[]
  formerUsernames: FormerHandle[]
}

/** What one's own account page shows. `account` is one's own handle. */
export const getProfile = query({
  name: 'getProfile',
  permission: 'profile.edit',
  input: z.object({}),
  async run({ sql, person, account }): Promise<Profile> {
    const [addresses, formerUsernames] = await Promise.all([ownAddresses(sql), listFormerHandles(sql)])
    const { firstName, lastName } = person
    return { firstName, lastName, username: account.handle, addresses, formerUsernames }
  },
})

export type AccountHolds = {
  organizations: { name: string; handle: string; role: Role }[]
  apps: string[]
  /** Organizations that would be left without an Admin. */
  restingOn: { name: string; handle: string }[]
  isLastOperator: boolean
}

/** What ends with one's own account, and what stands in the way of deleting it. */
export const getAccountHolds = query({
  name: 'getAccountHolds',
  permission: 'profile.edit',
  input: z.object({}),
  async run({ sql, account }): Promise<AccountHolds & { username: string }> {
    const [row] = await sql<[{ holds: AccountHolds }]>`select own_account_holds() as holds`
    return { ...row.holds, username: account.handle }
  },
})

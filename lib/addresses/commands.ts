import 'server-only'
import { z } from 'zod'
import type { Caller, Person } from '@/lib/actor'
import { requirePerson } from '@/lib/auth/caller'
import { checkPassword } from '@/lib/auth/check-password'
import { normalizeEmail } from '@/lib/auth/email'
import { limit } from '@/lib/auth/limits'
import { command } from '@/lib/command'
import { conflict, invalid, notFound } from '@/lib/errors'
import { mailJob } from '@/lib/mail/mail-job'
import { parse } from '@/lib/operation'
import { words } from '@/messages/words'
import { MAX_ADDRESSES } from './limits'
import { getAddress } from './queries'
import { AddAddressInput, AddressIdInput, MakePrimaryInput } from './schemas'

/**
 * Adds an address to one's own and mails it a link: until that is opened it does nothing. Says the same whether or not the address is
 * somebody's; its owner is told by mail. Wants the password, since whoever reads mail there could set another. Throws `invalid` and
 * `conflict` with fields, `rate_limited`. `account` is one's own handle, here and below.
 */
export async function addAddress(
  caller: Caller,
  account: string,
  raw: z.input<typeof AddAddressInput>,
): Promise<{ email: string }> {
  const { email, password } = parse(AddAddressInput, raw)
  const passwordHash = await checkPassword(caller, account, password)
  await limit('addressByAccount', requirePerson(caller).userId)
  await limit('mailByAccount', `verify_address ${email.normalized}`)
  return add(caller, account, { ...email, passwordHash })
}

const add = command({
  name: 'addAddress',
  permission: 'profile.edit',
  input: z.custom<{ email: string; normalized: string; passwordHash: string }>(), // checked by addAddress
  async run({ sql, input: { email, normalized, passwordHash }, person }) {
    const [row] = await sql<[{ outcome: 'added' | 'own' | 'too_many' | 'changed'; id: string }]>`
      select * from add_own_address(${passwordHash}, ${email}, ${normalized}, ${MAX_ADDRESSES})`
    if (row.outcome === 'own') throw invalid({ email: words('addresses.ownAlready') })
    if (row.outcome === 'too_many')
      throw invalid({ email: words('addresses.tooMany', { most: MAX_ADDRESSES }) })
    if (row.outcome === 'changed') throw conflict(words('addresses.passwordChanged'))
    return {
      result: { email },
      audit: [{ event: 'email.added', target: self(person), after: { email, verified: false } }],
      jobs: [mailJob({ template: 'verify_address', userId: person.id, addressId: row.id })],
    }
  },
})

/** Mails the link to an added address again. Throws `not_found`, `conflict` where it is proven already, `rate_limited`. */
export async function resendAddressLink(
  caller: Caller,
  account: string,
  raw: z.input<typeof AddressIdInput>,
): Promise<{ email: string }> {
  const input = parse(AddressIdInput, raw)
  const { address } = await getAddress(caller, account, input)
  await limit('addressByAccount', requirePerson(caller).userId)
  await limit('mailByAccount', `verify_address ${normalizeEmail(address.email)}`)
  return resend(caller, account, input)
}

const resend = command({
  name: 'resendAddressLink',
  permission: 'profile.edit',
  input: AddressIdInput,
  async run({ sql, input, person }) {
    const rows = await sql<
      { id: string; email: string; verified_at: string | null }[]
    >`select * from own_addresses()`
    const address = rows.find((row) => row.id === input.address)
    if (!address) throw notFound('address')
    if (address.verified_at) throw conflict(words('addresses.verifiedAlready', { email: address.email }))
    return {
      result: { email: address.email },
      audit: [],
      jobs: [mailJob({ template: 'verify_address', userId: person.id, addressId: address.id })],
    }
  },
})

/**
 * Makes a proven address the primary one. Wants the password; the former primary one is told by mail. Throws `invalid` with fields,
 * `conflict` for one that nobody has proven, `not_found`, `rate_limited`.
 */
export async function makePrimaryAddress(
  caller: Caller,
  account: string,
  raw: z.input<typeof MakePrimaryInput>,
): Promise<{ email: string }> {
  const { address, password } = parse(MakePrimaryInput, raw)
  return makePrimary(caller, account, {
    address,
    passwordHash: await checkPassword(caller, account, password),
  })
}

type Primary = {
  outcome: 'done' | 'same' | 'unknown' | 'unverified' | 'changed'
  email: string
  former: string
}

const makePrimary = command({
  name: 'makePrimaryAddress',
  permission: 'profile.edit',
  input: z.custom<{ address: string; passwordHash: string }>(), // checked by makePrimaryAddress
  async run({ sql, input, person }) {
    const [{ outcome, email, former }] = await sql<[Primary]>`
      select * from change_own_primary(${input.passwordHash}, ${input.address}::uuid)`
    if (outcome === 'unknown') throw notFound('address')
    if (outcome === 'unverified') throw conflict(words('addresses.notProven', { email }))
    if (outcome === 'changed') throw conflict(words('addresses.passwordChanged'))
    if (outcome === 'same') return { result: { email }, audit: [] }
    const at = new Date().toISOString()
    const mail = { template: 'addresses_changed', userId: person.id, at, change: 'primary', email } as const
    return {
      result: { email },
      audit: [
        { event: 'email.madePrimary', target: self(person), before: { email: former }, after: { email } },
      ],
      jobs: [mailJob({ ...mail, to: former }), mailJob(mail)],
    }
  },
})

/** Takes an address off one's own; what it opened is closed. Throws `conflict` for the primary one, `not_found`. */
export const removeAddress = command({
  name: 'removeAddress',
  permission: 'profile.edit',
  input: AddressIdInput,
  async run({ sql, input, person }) {
    const [{ outcome, email, was_verified: wasVerified }] = await sql<
      [{ outcome: 'done' | 'unknown' | 'primary'; email: string; was_verified: boolean }]
    >`select * from remove_own_address(${input.address}::uuid)`
    if (outcome === 'unknown') throw notFound('address')
    if (outcome === 'primary') throw conflict(words('addresses.primaryStays'))
    const at = new Date().toISOString()
    return {
      result: { email },
      audit: [{ event: 'email.removed', target: self(person), before: { email, verified: wasVerified } }],
      jobs: wasVerified
        ? [mailJob({ template: 'addresses_changed', userId: person.id, at, change: 'removed', email })]
        : [],
    }
  },
})

const self = ({ id, firstName, lastName }: Person) => ({ kind: 'user', id, name: `${firstName} ${lastName}` })

import { beforeAll, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { anonymous, ownerSql, type Persona, type world as testWorld } from '@/db/testing/world'
import {
  findMailedLink,
  requestPasswordReset,
  resendVerification,
  resetPassword,
} from '@/lib/auth/mailed-links'
import { signIn } from '@/lib/auth/sign-in'
import { signUp } from '@/lib/auth/sign-up'
import {
  findUser,
  givePassword,
  haveOperator,
  historyOf,
  mailsTo,
  newcomer,
  OTHER_PASSWORD,
  PASSWORD,
  visitor,
} from '@/lib/auth/testing/people'
import { AppError } from '@/lib/errors'
import { acceptInvitation } from '@/lib/invitations/answer'
import { inviteMembers } from '@/lib/invitations/commands'
import { listMyInvitations } from '@/lib/invitations/mine'
import { createLinkSecret } from '@/lib/mail/link-secrets'
import { listMembers } from '@/lib/members/queries'
import { listNotifications } from '@/lib/notifications/queries'
import { getProfile } from '@/lib/profile/queries'
import { addAddress, makePrimaryAddress, removeAddress, resendAddressLink } from './commands'
import { MAX_ADDRESSES } from './limits'
import { findAddressLink } from './queries'
import { verifyAddress } from './verify'

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )
const fieldsOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.fields : error),
  )
const fresh = () => `extra-${crypto.randomUUID()}@example.test`

async function someone(world: typeof testWorld) {
  const who = await world.person()
  await givePassword(who)
  return who
}
const listed = async (who: Persona) => (await getProfile(who.caller, 'me', {})).addresses
const idOf = async (who: Persona, email: string) => {
  const found = (await listed(who)).find((one) => one.email === email)
  if (!found) throw new Error(`${email} is not in the list`)
  return found.id
}
const add = (who: Persona, email = fresh(), password = PASSWORD) =>
  addAddress(who.caller, 'me', { email, password })

/** The link as the worker makes it when the mail goes out. Null where it makes none. */
async function mailedTo(who: Persona, email: string, purpose = 'verify_address'): Promise<string | null> {
  const { secret, hash } = createLinkSecret()
  const [row] = await ownerSql()`
    select worker_open_user_link(${who.id}, ${purpose}, ${hash}, '1 hour', (
      select id from user_emails where user_id = ${who.id} and email = ${email})) as expires`
  return row?.expires ? secret : null
}

async function proven(who: Persona, email = fresh()): Promise<string> {
  await add(who, email)
  await verifyAddress(who.caller, { token: (await mailedTo(who, email)) ?? '' })
  return email
}

describe('adding an address', () => {
  beforeAll(haveOperator)

  test('asks for the password, mails a link there, and does nothing until it is opened', async ({
    world,
  }) => {
    const lena = await someone(world)
    const email = fresh()
    expect(await fieldsOf(add(lena, email, 'a guess'))).toHaveProperty('password')
    expect(await listed(lena)).toHaveLength(1)
    await add(lena, email)
    expect(await listed(lena)).toMatchObject([
      { email: lena.email, isPrimary: true },
      { email, isPrimary: false, verifiedAt: null },
    ])
    expect(await mailsTo(lena.id)).toEqual(['verify_address'])
    expect(await codeOf(signIn(visitor(), { email, password: PASSWORD }))).toBe('invalid')
    await requestPasswordReset(visitor(), { email })
    await resendVerification(visitor(), { email })
    expect(await mailsTo(lena.id), 'nothing else goes there').toEqual(['verify_address'])
    expect(await mailedTo(lena, email, 'reset_password'), 'nor could a job of old').toBeNull()
  })

  test('says the same of one that is somebody’s; its owner is told, and gets no link', async ({ world }) => {
    const [lena, noor] = [await someone(world), await someone(world)]
    expect(await add(lena, noor.email.toUpperCase())).toEqual({ email: noor.email.toUpperCase() })
    expect(await mailedTo(lena, noor.email.toUpperCase())).toBeNull()
    const [facts] = await ownerSql()`
      select worker_open_mail(gen_random_uuid(), 'verify_address', null, ${lena.id}, ${await idOf(lena, noor.email.toUpperCase())}, '{}') as it`
    expect(facts?.it).toMatchObject({ to: noor.email.toUpperCase(), address: { isTaken: true } })
    expect(await codeOf(signIn(visitor(), { email: noor.email, password: PASSWORD }))).toBe('ok')
  })

  test.each(['lena\uFF20example.test', 'lena', 'lena@ex\u0430mple.test'])(
    'refuses %s beside the field',
    async (email) => {
      const { world } = await import('@/db/testing/world')
      expect(await fieldsOf(add(await someone(world), email))).toHaveProperty('email')
    },
  )

  test('once more, or beyond ten, says so', async ({ world }) => {
    const lena = await someone(world)
    expect(await fieldsOf(add(lena, lena.email.toUpperCase()))).toHaveProperty('email')
    await ownerSql()`insert into user_emails (user_id, email, email_normalized)
      select ${lena.id}, n || ${lena.email}, n || ${lena.email} from generate_series(2, ${MAX_ADDRESSES}) n`
    expect(await fieldsOf(add(lena))).toHaveProperty('email')
    expect(await listed(lena)).toHaveLength(MAX_ADDRESSES)
  })

  test('sends a link again five times an hour, and to one’s own alone', async ({ world }) => {
    const [lena, noor] = [await someone(world), await someone(world)]
    const email = fresh()
    await add(lena, email)
    const address = await idOf(lena, email)
    expect(await codeOf(resendAddressLink(noor.caller, 'me', { address }))).toBe('not_found')
    const codes = []
    for (let i = 0; i < 5; i++) codes.push(await codeOf(resendAddressLink(lena.caller, 'me', { address })))
    expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', 'rate_limited'])
    expect(
      await codeOf(resendAddressLink(lena.caller, 'me', { address: await idOf(lena, lena.email) })),
    ).toBe('conflict')
  })

  test('in an organization, or as nobody, is refused', async ({ world }) => {
    const place = await world.organization()
    await givePassword(place.admin)
    const input = { email: fresh(), password: PASSWORD }
    expect(await codeOf(addAddress(place.admin.caller, place.account, input))).toBe('forbidden')
    expect(await codeOf(addAddress(anonymous, 'me', input))).toBe('unauthenticated')
  })
})

describe('the link in the mail', () => {
  beforeAll(haveOperator)

  test('proves the address once, for who added it, signed in', async ({ world }) => {
    const [lena, noor] = [await someone(world), await someone(world)]
    const email = fresh()
    await add(lena, email)
    const token = (await mailedTo(lena, email)) ?? ''
    expect(await findAddressLink(token, anonymous)).toMatchObject({ state: 'live', viewer: null, email })
    expect(await findAddressLink(token, noor.caller)).toMatchObject({ viewer: 'somebody_else' })
    expect(await codeOf(verifyAddress(visitor(), { token }))).toBe('unauthenticated')
    expect(await codeOf(verifyAddress(noor.caller, { token }))).toBe('forbidden')
    expect(await findMailedLink(token, 'verify_email'), 'it is no other kind of link').toBeNull()
    expect(await verifyAddress(lena.caller, { token })).toEqual({ email })
    expect(await codeOf(verifyAddress(lena.caller, { token }))).toBe('expired')
    expect(await findAddressLink(token, lena.caller)).toMatchObject({ state: 'used' })
    expect(await historyOf(lena.id)).toEqual(['email.added', 'email.verified'])
    expect(await mailsTo(lena.id), 'the primary address is told').toEqual([
      'verify_address',
      'addresses_changed',
    ])
  })

  test('opens signing in, and a new password that goes to where it was asked for', async ({ world }) => {
    const lena = await someone(world)
    const email = await proven(lena)
    expect(await codeOf(signIn(visitor(), { email: email.toUpperCase(), password: PASSWORD }))).toBe('ok')
    await requestPasswordReset(visitor(), { email })
    const [job] = await ownerSql()`
      select payload -> 'request' as request from graphile_worker._private_jobs
       where payload -> 'request' ->> 'template' = 'reset_password' and payload -> 'request' ->> 'userId' = ${lena.id}`
    expect(job?.request).toMatchObject({ addressId: await idOf(lena, email) })
    const token = (await mailedTo(lena, email, 'reset_password')) ?? ''
    expect(await findMailedLink(token, 'reset_password')).toMatchObject({ state: 'live', email })
    expect(await resetPassword(visitor(), { token, password: OTHER_PASSWORD })).toEqual({ email })
    expect(await codeOf(signIn(visitor(), { email: lena.email, password: OTHER_PASSWORD }))).toBe('ok')
  })

  test('wins over who only claimed the address, and over sign-ups that wait for it', async ({ world }) => {
    const [lena, noor] = [await someone(world), await someone(world)]
    const email = fresh()
    await add(noor, email)
    const waiting = newcomer({ email })
    const { userId } = await signUp(visitor(), waiting)
    expect(userId, 'a claim blocks nobody').not.toBeNull()
    await add(lena, email)
    const [late, token] = [await mailedTo(noor, email), await mailedTo(lena, email)]
    await verifyAddress(lena.caller, { token: token ?? '' })
    expect(await codeOf(verifyAddress(noor.caller, { token: late ?? '' }))).toBe('expired')
    expect(await listed(noor)).toHaveLength(1)
    const [gone] =
      await ownerSql()`select deleted_at is not null as it from users where id = ${String(userId)}`
    expect(gone?.it).toBe(true)
    expect(await codeOf(signIn(visitor(), { email, password: PASSWORD }))).toBe('ok')
    expect((await signUp(visitor(), newcomer({ email }))).userId, 'from now on it is known').toBeNull()
  })

  test('opened by two at once proves the address for one', async ({ world }) => {
    const people = await Promise.all(Array.from({ length: 5 }, () => someone(world)))
    const email = fresh()
    for (const who of people) await add(who, email)
    const tokens = await Promise.all(people.map((who) => mailedTo(who, email)))
    const begun: Promise<string>[] = []
    await ownerSql().begin(async (tx) => {
      await tx`select lock_address(${email})`
      for (const [i, who] of people.entries())
        begun.push(codeOf(verifyAddress(who.caller, { token: tokens[i] ?? '' })))
      await untilWaiting(people.length)
    })
    expect((await Promise.all(begun)).toSorted()).toEqual([...Array(4).fill('expired'), 'ok'])
    expect(await ownerSql()`select 1 from user_emails where email_normalized = ${email}`).toHaveLength(1)
  })

  test('the database holds that a proven address is one person’s', async ({ world }) => {
    const [lena, noor] = [await world.person(), await world.person()]
    await expect(
      ownerSql()`insert into user_emails (user_id, email, email_normalized, verified_at) values (${lena.id}, ${noor.email}, ${noor.email}, now())`,
    ).rejects.toThrow('user_emails_verified')
  })
})

describe('invitations to any proven address', () => {
  beforeAll(haveOperator)

  test('are theirs: in the bell, in the list, and to accept, as soon as it is proven', async ({ world }) => {
    const place = await world.organization()
    const lena = await someone(world)
    const email = fresh()
    await add(lena, email)
    await inviteMembers(place.admin.caller, place.account, { emails: email, role: 'organization_user' })
    const [invitation] = await ownerSql()<
      [{ id: string }]
    >`select id from invitations where org_id = ${place.id}`
    const accept = () => acceptInvitation(lena.caller, 'me', { invitationId: invitation.id })
    expect(await listMyInvitations(lena.caller, 'me', {})).toEqual([])
    expect(await codeOf(accept())).toBe('forbidden')
    await verifyAddress(lena.caller, { token: (await mailedTo(lena, email)) ?? '' })
    expect(await listMyInvitations(lena.caller, 'me', {})).toMatchObject([{ id: invitation.id }])
    const bell = await listNotifications(lena.caller, 'me', {})
    expect(bell.rows).toMatchObject([{ kind: 'invitation.received', invitation: { id: invitation.id } }])
    expect(await codeOf(accept())).toBe('ok')
    const { rows } = await listMembers(place.admin.caller, place.account, { q: lena.email })
    expect(rows, 'members find one by the primary address').toMatchObject([
      { userId: lena.id, email: lena.email },
    ])
    expect((await listMembers(place.admin.caller, place.account, { q: email })).rows).toEqual([])
  })

  test('and no longer, once the address is removed', async ({ world }) => {
    const place = await world.organization()
    const lena = await someone(world)
    const email = await proven(lena)
    await inviteMembers(place.admin.caller, place.account, { emails: email, role: 'organization_user' })
    expect(await listMyInvitations(lena.caller, 'me', {})).toHaveLength(1)
    const reset = await mailedTo(lena, email, 'reset_password')
    await removeAddress(lena.caller, 'me', { address: await idOf(lena, email) })
    expect(await listMyInvitations(lena.caller, 'me', {})).toEqual([])
    expect((await listNotifications(lena.caller, 'me', { show: 'unread' })).rows).toEqual([])
    expect(await codeOf(signIn(visitor(), { email, password: PASSWORD }))).toBe('invalid')
    expect(await codeOf(resetPassword(visitor(), { token: reset ?? '', password: OTHER_PASSWORD }))).toBe(
      'expired',
    )
    expect(await mailsTo(lena.id)).toContain('addresses_changed')
  })
})

describe('the primary address', () => {
  beforeAll(haveOperator)

  test('is changed with the password, to a proven one; the former one is told and stays', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'organization_user')
    await givePassword(lena)
    const email = await proven(lena)
    const address = await idOf(lena, email)
    expect(
      await fieldsOf(makePrimaryAddress(lena.caller, 'me', { address, password: 'a guess' })),
    ).toHaveProperty('password')
    expect(await makePrimaryAddress(lena.caller, 'me', { address, password: PASSWORD })).toEqual({ email })
    expect(await listed(lena)).toMatchObject([
      { email, isPrimary: true },
      { email: lena.email, isPrimary: false, verifiedAt: expect.any(Date) },
    ])
    const { rows } = await listMembers(place.admin.caller, place.account, { q: email })
    expect(rows).toMatchObject([{ userId: lena.id, email }])
    const told = await ownerSql()`
      select payload -> 'request' ->> 'to' as to from graphile_worker._private_jobs
       where payload -> 'request' ->> 'change' = 'primary' and payload -> 'request' ->> 'userId' = ${lena.id} order by id`
    expect(told.map((row) => row.to)).toEqual([lena.email, null])
    expect(await codeOf(signIn(visitor(), { email: lena.email, password: PASSWORD }))).toBe('ok')
    expect(await historyOf(lena.id)).toContain('email.madePrimary')
  })

  test('is neither one that nobody has proven nor somebody else’s, and is not removed', async ({ world }) => {
    const [lena, noor] = [await someone(world), await someone(world)]
    const email = fresh()
    await add(lena, email)
    const make = (address: string) =>
      codeOf(makePrimaryAddress(lena.caller, 'me', { address, password: PASSWORD }))
    expect(await make(await idOf(lena, email))).toBe('conflict')
    expect(await make(await idOf(noor, noor.email))).toBe('not_found')
    expect(await codeOf(removeAddress(lena.caller, 'me', { address: await idOf(lena, lena.email) }))).toBe(
      'conflict',
    )
    expect(await codeOf(removeAddress(lena.caller, 'me', { address: await idOf(noor, noor.email) }))).toBe(
      'not_found',
    )
    expect(await findUser(noor.email)).toBeDefined()
  })
})

test('what nobody proves in seven days is forgotten: claims and sign-ups, and nothing else', async ({
  world,
}) => {
  await haveOperator()
  const lena = await someone(world)
  const [old, young] = [fresh(), fresh()]
  await add(lena, old)
  await add(lena, young)
  const [late, recent] = [newcomer(), newcomer()]
  for (const form of [late, recent]) await signUp(visitor(), form)
  await ownerSql()`update user_emails set created_at = now() - interval '7 days 1 minute' where email in (${old}, ${lena.email})`
  await ownerSql()`update users set created_at = now() - interval '7 days 1 minute' where email in (${late.email}, ${lena.email})`
  await ownerSql()`select worker_sweep()`
  expect((await listed(lena)).map(({ email }) => email)).toEqual([lena.email, young])
  expect([await findUser(late.email), Boolean(await findUser(recent.email))]).toEqual([undefined, true])
  expect(
    (await signUp(visitor(), newcomer({ username: late.username }))).userId,
    'its username is free',
  ).not.toBeNull()
})

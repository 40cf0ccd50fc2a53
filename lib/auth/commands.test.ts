import { beforeAll, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { callerOf, ownerSql, world } from '@/db/testing/world'
import type { Caller } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { changePassword, revokeOtherSessions, revokeSession, signOut } from './commands'
import { isSignedIn, listSessions } from './queries'
import { signIn } from './sign-in'
import { signUp } from './sign-up'
import {
  findUser,
  haveOperator,
  historyOf,
  liveSessions,
  mailedLink,
  mailsTo,
  newcomer,
  OTHER_PASSWORD,
  PASSWORD,
  visitor,
} from './testing/people'

/** Somebody who is signed in on several devices. */
async function person(devices = 1) {
  const form = newcomer()
  await signUp(visitor(), form)
  await ownerSql()`update users set email_verified_at = now() where email_normalized = ${form.email}`
  const callers: Caller[] = []
  for (let i = 0; i < devices; i++) {
    const signedIn = await signIn(visitor(), { email: form.email, password: PASSWORD })
    if (signedIn.outcome !== 'signed_in') throw new Error('not signed in')
    callers.push(callerOf(signedIn.session.userId, signedIn.session.sessionId))
  }
  const [here] = callers
  if (here?.actor.kind !== 'person') throw new Error('nobody')
  return { ...form, id: here.actor.userId, account: form.username, here, callers }
}

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? { code: error.code, ...error.fields } : error),
  )

describe('one’s own sign-ins', () => {
  beforeAll(haveOperator)

  test('are listed with the present one first, and nobody else’s', async () => {
    const lena = await person(3)
    await person()
    const list = await listSessions(lena.here, lena.account, {})
    expect(list.map((one) => one.isThisOne)).toEqual([true, false, false])
    expect(list[0]).toMatchObject({ device: 'Firefox on Linux' })
    expect(list[0]?.address).toMatch(/^10\./)
  })

  test('end one by one, at the next request', async () => {
    const lena = await person(2)
    const [, other] = lena.callers
    if (other?.actor.kind !== 'person') throw new Error('nobody')
    await revokeSession(lena.here, lena.account, { session: other.actor.sessionId })
    expect(await refusal(listSessions(other, lena.account, {}))).toEqual({ code: 'unauthenticated' })
    expect(await isSignedIn(lena.here)).toBe(true)
    expect(await historyOf(lena.id)).toContain('session.revoked')
  })

  test('of others cannot be ended, listed or told from what does not exist', async () => {
    const [lena, mei] = [await person(), await person()]
    const [session = ''] = await liveSessions(mei.id)
    expect(await refusal(revokeSession(lena.here, lena.account, { session }))).toEqual({ code: 'not_found' })
    expect(await refusal(revokeSession(lena.here, mei.account, { session }))).toEqual({ code: 'not_found' })
    expect(await refusal(listSessions(lena.here, mei.account, {}))).toEqual({ code: 'not_found' })
    expect(await isSignedIn(mei.here)).toBe(true)
  })

  test('end all but the present one', async () => {
    const lena = await person(4)
    expect(await revokeOtherSessions(lena.here, lena.account, {})).toEqual({ ended: 3 })
    expect(await Promise.all(lena.callers.map(isSignedIn))).toEqual([true, false, false, false])
    expect(await mailsTo(lena.id)).toContain('sessions_ended')
  })

  test('end on the server at signing out; twice is no error', async () => {
    const lena = await person(2)
    await signOut(lena.here, {})
    await signOut(lena.here, {})
    expect(await Promise.all(lena.callers.map(isSignedIn))).toEqual([false, true])
    expect((await historyOf(lena.id)).filter((event) => event === 'session.ended')).toHaveLength(1)
  })

  test.each([
    ['unused for seven days', "last_seen_at = now() - interval '7 days 1 minute'"],
    ['thirty days old, however busy', "expires_at = now() - interval '1 second'"],
  ])('are over when %s', async (_what, change) => {
    const lena = await person()
    await ownerSql().unsafe(`update sessions set ${change} where user_id = $1`, [lena.id])
    expect(await isSignedIn(lena.here)).toBe(false)
    expect(await refusal(listSessions(lena.here, lena.account, {}))).toEqual({ code: 'unauthenticated' })
  })

  test('live for thirty days from their beginning', async () => {
    const lena = await person()
    const [row] =
      await ownerSql()`select expires_at - created_at as lives from sessions where user_id = ${lena.id}`
    expect(row?.lives).toBe('30 days')
  })
})

describe('changing the password', () => {
  beforeAll(haveOperator)
  const to = (password: string, currentPassword = PASSWORD) => ({ currentPassword, password })

  test('asks for the current one, ends other sign-ins and links, and tells by mail', async () => {
    const lena = await person(3)
    const link = await mailedLink(lena.id, 'reset_password')
    expect(await changePassword(lena.here, lena.account, to(OTHER_PASSWORD))).toEqual({ ended: 2 })
    expect(await Promise.all(lena.callers.map(isSignedIn))).toEqual([true, false, false])
    expect(await mailsTo(lena.id)).toContain('password_changed')
    expect(await historyOf(lena.id)).toContain('password.changed')
    const [row] = await ownerSql()`select used_at from user_links where user_id = ${lena.id}`
    expect(row?.used_at, link).not.toBeNull()
    expect((await signIn(visitor(), { email: lena.email, password: OTHER_PASSWORD })).outcome).toBe(
      'signed_in',
    )
  })

  test('without the current one changes nothing', async () => {
    const lena = await person(2)
    const before = await findUser(lena.email)
    expect(
      await refusal(changePassword(lena.here, lena.account, to(OTHER_PASSWORD, 'a guess'))),
    ).toHaveProperty('currentPassword')
    expect((await findUser(lena.email))?.password_hash).toBe(before?.password_hash)
    expect(await liveSessions(lena.id)).toHaveLength(2)
  })

  test('refuses the same one, weak ones, and the names of one’s organizations', async () => {
    const lena = await person()
    const place = await world.organization({ name: `Kestrel Imaging ${lena.username}` })
    await ownerSql()`insert into members (org_id, user_id, role) values (${place.id}, ${lena.id}, 'organization_user')`
    for (const password of [PASSWORD, 'passwordpassword', 'short', `at ${place.account} we trust`])
      expect(await refusal(changePassword(lena.here, lena.account, to(password))), password).toHaveProperty(
        'password',
      )
  })

  test('ten wrong guesses of the current one are enough for an hour', async () => {
    const lena = await person()
    for (let i = 0; i < 10; i++)
      await refusal(changePassword(lena.here, lena.account, to(OTHER_PASSWORD, 'a guess')))
    expect(await refusal(changePassword(lena.here, lena.account, to(OTHER_PASSWORD)))).toEqual({
      code: 'rate_limited',
    })
  })

  test('of somebody else, or without a live sign-in, does not happen', async () => {
    const [lena, mei] = [await person(), await person()]
    expect(await refusal(changePassword(lena.here, mei.account, to(OTHER_PASSWORD)))).toEqual({
      code: 'not_found',
    })
    await signOut(lena.here, {})
    expect(await refusal(changePassword(lena.here, lena.account, to(OTHER_PASSWORD)))).toEqual({
      code: 'unauthenticated',
    })
  })

  test('is not possible past the guard either: the database asks for one’s own, entered account', async () => {
    const { database } = await import('@/db/client')
    for (const call of ['end_own_sessions(null, null)', "change_own_password('x', 'y', null)"])
      await expect(database().unsafe(`select ${call}`), call).rejects.toThrow('own account')
    expect(await database()`select * from own_password()`).toHaveLength(0)
    expect(await database()`select * from own_sessions()`).toHaveLength(0)
  })
})

import { beforeAll, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { callerOf, ownerSql, world } from '@/db/testing/world'
import { AppError } from '@/lib/errors'
import { limit } from './limits'
import { isSignedIn } from './queries'
import { MAX_FAILURES, signIn } from './sign-in'
import { signUp } from './sign-up'
import {
  findUser,
  haveOperator,
  historyOf,
  invitationLink,
  liveSessions,
  mailsTo,
  newcomer,
  PASSWORD,
  visitor,
} from './testing/people'
import { costOf } from './testing/work'

const refusal = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => null,
    (e: unknown) => e,
  )
  if (!(error instanceof AppError)) throw error ?? new Error('it was not refused')
  return { code: error.code, message: error.message, fields: error.fields }
}

/** Somebody with an account and a proven address. */
async function member() {
  const form = newcomer()
  await signUp(visitor(), form)
  await ownerSql()`update users set email_verified_at = now() where email_normalized = ${form.email}`
  const user = await findUser(form.email)
  return { ...form, id: String(user?.id) }
}

describe('signing in', () => {
  beforeAll(haveOperator)

  test('begins a sign-in of its own each time, whatever the case of the address', async () => {
    const lena = await member()
    const [a, b] = [
      await signIn(visitor(), { email: lena.email, password: PASSWORD }),
      await signIn(visitor(), { email: ` ${lena.email.toUpperCase()} `, password: PASSWORD }),
    ]
    if (a.outcome !== 'signed_in' || b.outcome !== 'signed_in') throw new Error('not signed in')
    expect(a.session.sessionId).not.toBe(b.session.sessionId)
    expect(await liveSessions(lena.id)).toEqual([a.session.sessionId, b.session.sessionId])
    expect(await isSignedIn(callerOf(lena.id, a.session.sessionId))).toBe(true)
    expect((await historyOf(lena.id)).filter((event) => event === 'session.started')).toHaveLength(2)
  })

  test('with one’s own session and another’s account is nothing', async () => {
    const [lena, mei] = [await member(), await member()]
    const signedIn = await signIn(visitor(), { email: lena.email, password: PASSWORD })
    if (signedIn.outcome !== 'signed_in') throw new Error('not signed in')
    expect(await isSignedIn(callerOf(mei.id, signedIn.session.sessionId))).toBe(false)
  })

  test('says the same for a wrong password and for an account that does not exist', async () => {
    const lena = await member()
    const wrong = await refusal(signIn(visitor(), { email: lena.email, password: 'not the right one' }))
    const nobody = await refusal(
      signIn(visitor(), { email: newcomer().email, password: 'not the right one' }),
    )
    const odd = await refusal(signIn(visitor(), { email: 'not an address', password: 'x' }))
    expect(wrong.code).toBe('invalid')
    expect(nobody).toEqual(wrong)
    expect(odd).toEqual(wrong)
    expect(await liveSessions(lena.id)).toEqual([])
  })

  test('does the same work for an account that does not exist', async () => {
    const people = await Promise.all(Array.from({ length: 7 }, member))
    const wrong = (email: string) => () => refusal(signIn(visitor(), { email, password: 'wrong' }))
    const there = await costOf(people.map(({ email }) => wrong(email)))
    const nowhere = await costOf(people.map(() => wrong(newcomer().email)))
    expect(nowhere / there).toBeGreaterThan(0.5)
    expect(nowhere / there).toBeLessThan(2)
  })

  test('with the right password says that the address is not proven, and begins nothing', async () => {
    const form = newcomer()
    await signUp(visitor(), form)
    const user = await findUser(form.email)
    expect(await signIn(visitor(), { email: form.email, password: PASSWORD })).toMatchObject({
      outcome: 'unverified',
    })
    expect(await liveSessions(user?.id)).toEqual([])
    expect((await refusal(signIn(visitor(), { email: form.email, password: 'wrong' }))).code).toBe('invalid')
  })

  test('through the mailed link of an invitation proves the address; a copied one does not', async () => {
    const place = await world.organization()
    for (const [kind, outcome] of [
      ['copied', 'unverified'],
      ['mailed', 'signed_in'],
    ] as const) {
      const form = newcomer()
      await signUp(visitor(), form)
      const { secret } = await invitationLink(place, form.email, kind)
      const signedIn = await signIn(visitor(), { email: form.email, password: PASSWORD, invitation: secret })
      expect(signedIn.outcome, kind).toBe(outcome)
    }
  })

  test('from a device seen before is not told, from a new one it is', async () => {
    const lena = await member()
    const at = (userAgent: string) => signIn(visitor(userAgent), { email: lena.email, password: PASSWORD })
    await at('Firefox/1')
    await at('Firefox/1')
    expect(await mailsTo(lena.id)).not.toContain('signed_in')
    await at('Chrome/2')
    expect(await mailsTo(lena.id)).toContain('signed_in')
  })

  test('wrongly is written down, without the password', async () => {
    const lena = await member()
    const someone = visitor()
    await refusal(signIn(someone, { email: lena.email, password: 'a telling mistake' }))
    await expect
      .poll(async () => {
        const rows =
          await ownerSql()`select * from refused_attempts where request_id = ${someone.origin.requestId}`
        return JSON.stringify(rows)
      })
      .toContain('wrong_password')
    const [row] =
      await ownerSql()`select * from refused_attempts where request_id = ${someone.origin.requestId}`
    expect(row).toMatchObject({ org_id: lena.id, operation: 'signIn', address: someone.origin.address })
    expect(JSON.stringify(row)).not.toContain('telling')
  })
})

describe('guessing passwords', () => {
  beforeAll(haveOperator)
  const fail = (email: string) => refusal(signIn(visitor(), { email, password: 'wrong' }))

  test.each(['an account', 'an address without account'])(
    'of %s gets slower from the fifth time on',
    async (what) => {
      const email = what === 'an account' ? (await member()).email : newcomer().email
      for (let i = 0; i < 5; i++) expect((await fail(email)).code).toBe('invalid')
      const held = await fail(email)
      expect(held).toEqual({
        code: 'rate_limited',
        message: 'That was tried too often. Try again in 1 seconds.',
        fields: {},
      })
    },
  )

  test('starts over after the right one', async () => {
    const lena = await member()
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) expect((await fail(lena.email)).code).toBe('invalid')
      await signIn(visitor(), { email: lena.email, password: PASSWORD })
    }
    expect((await findUser(lena.email))?.failed_sign_ins).toBe(0)
  })

  test('a hundred times in a row locks, also for the right one, until the password is reset', async () => {
    const lena = await member()
    await ownerSql()`update users set failed_sign_ins = ${MAX_FAILURES} where id = ${lena.id}`
    const answer = await refusal(signIn(visitor(), { email: lena.email, password: PASSWORD }))
    expect(answer.message).toContain('Too many wrong passwords')
    expect(await liveSessions(lena.id)).toEqual([])
  })

  test('many at once cannot outrun the count', async () => {
    const lena = await member()
    await ownerSql()`update users set failed_sign_ins = ${MAX_FAILURES - 3} where id = ${lena.id}`
    const answers = await Promise.all(Array.from({ length: 12 }, () => fail(lena.email)))
    expect(answers.filter((one) => one.code === 'invalid').length).toBeLessThanOrEqual(3)
  })

  test('from one network address comes to an end, whoever is guessed', async () => {
    const someone = visitor()
    for (let i = 0; i < 60; i++) await limit('signInByAddress', someone.origin.address)
    const answer = await refusal(signIn(someone, { email: newcomer().email, password: 'wrong' }))
    expect(answer.code).toBe('rate_limited')
  })

  test('leaves buckets that do not tell whose they are', async () => {
    const email = newcomer().email
    await fail(email)
    const rows = await ownerSql()<{ key: string }[]>`select key from rate_limits`
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map((row) => row.key).join()).not.toContain(email.split('@')[0])
  })

  test('within one IPv6 network counts as one', async () => {
    const network = `2001:db8:${(Date.now() % 65_000).toString(16)}:1`
    const at = (host: string) => `${network}:${host}`
    for (let i = 0; i < 60; i++) await limit('signInByAddress', at(`0:0:0:${i}`))
    await expect(limit('signInByAddress', at('9:9:9:9'))).rejects.toThrow('too often')
  })
})

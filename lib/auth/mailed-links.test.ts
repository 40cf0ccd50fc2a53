import { beforeAll, describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, world } from '@/db/testing/world'
import type { AppError } from '@/lib/errors'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import {
  findMailedLink,
  requestPasswordReset,
  resendVerification,
  resetPassword,
  verifyEmail,
} from './mailed-links'
import { MAX_FAILURES, signIn } from './sign-in'
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

const here = async () => true
const elsewhere = async () => false
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )

async function waiting() {
  const form = newcomer()
  await signUp(visitor(), form)
  const user = await findUser(form.email)
  return { ...form, id: String(user?.id) }
}
const isVerified = async (email: string) => (await findUser(email))?.email_verified_at !== null

describe('links that prove an address', () => {
  beforeAll(haveOperator)

  test('prove it once, and sign in', async () => {
    const lena = await waiting()
    const token = await mailedLink(lena.id, 'verify_email')
    const session = await verifyEmail(visitor(), { token }, here)
    expect(await isVerified(lena.email)).toBe(true)
    expect(await liveSessions(lena.id)).toEqual([session.sessionId])
    expect(await codeOf(verifyEmail(visitor(), { token }, here))).toBe('expired')
    expect(await historyOf(lena.id)).toEqual(['account.created', 'email.verified', 'session.started'])
  })

  test('are not used up by being looked at', async () => {
    const lena = await waiting()
    const token = await mailedLink(lena.id, 'verify_email')
    for (let i = 0; i < 3; i++) expect((await findMailedLink(token, 'verify_email'))?.state).toBe('live')
    expect(await isVerified(lena.email)).toBe(false)
  })

  test('used twice, the second before the first has committed, work once', async () => {
    const lena = await waiting()
    const hash = hashLinkSecret(await mailedLink(lena.id, 'verify_email'))
    const stored = String((await findUser(lena.email))?.password_hash)
    const [a, b] = [await database().reserve(), await database().reserve()]
    const use = (on: typeof a) =>
      on`select session_id from verify_email(${hash}, ${stored}, null, null)`.then((rows) => rows.length)
    await a`begin`
    await b`begin`
    expect(await use(a)).toBe(1)
    const second = use(b)
    await untilWaiting(1)
    await a`commit`
    expect(await second).toBe(0)
    await b`commit`
    for (const one of [a, b]) one.release()
    expect(await liveSessions(lena.id)).toHaveLength(1)
  })

  test('opened where nobody signed up ask for the password, so that nobody proves an address for a stranger', async () => {
    const lena = await waiting()
    const token = await mailedLink(lena.id, 'verify_email')
    expect(await codeOf(verifyEmail(visitor(), { token }, elsewhere))).toBe('invalid')
    expect(await codeOf(verifyEmail(visitor(), { token, password: 'a guess' }, elsewhere))).toBe('invalid')
    expect(await isVerified(lena.email)).toBe(false)
    expect(await codeOf(verifyEmail(visitor(), { token, password: PASSWORD }, elsewhere))).toBe('ok')
  })

  test('end with their time, with the address they went to, and never begin as another kind', async () => {
    const lena = await waiting()
    const old = await mailedLink(lena.id, 'verify_email', -1)
    expect(await codeOf(verifyEmail(visitor(), { token: old }, here))).toBe('expired')
    const reset = await mailedLink(lena.id, 'reset_password')
    expect(await codeOf(verifyEmail(visitor(), { token: reset }, here))).toBe('expired')
    const moved = await mailedLink(lena.id, 'verify_email')
    await ownerSql()`update users set email_normalized = ${`new-${lena.email}`} where id = ${lena.id}`
    expect(await codeOf(verifyEmail(visitor(), { token: moved }, here))).toBe('expired')
    expect(await codeOf(verifyEmail(visitor(), { token: 'x' }, here))).toBe('expired')
  })

  test('keep only a hash of their secret, of 256 bits', async () => {
    const lena = await waiting()
    const token = await mailedLink(lena.id, 'verify_email')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const [row] = await ownerSql()`select * from user_links where user_id = ${lena.id}`
    expect(JSON.stringify(row)).not.toContain(token)
    await expect(database()`select * from user_links`).rejects.toThrow('permission denied')
  })

  test('are sent again to who waits, and to nobody else, in the same words', async () => {
    const lena = await waiting()
    const proven = await world.person()
    expect(await resendVerification(visitor(), { email: lena.email })).toEqual({ email: lena.email })
    expect(await resendVerification(visitor(), { email: proven.email })).toEqual({ email: proven.email })
    const nobody = newcomer().email
    expect(await resendVerification(visitor(), { email: nobody })).toEqual({ email: nobody })
    expect(await mailsTo(proven.id)).toEqual([])
  })
})

describe('links that set a password', () => {
  beforeAll(haveOperator)

  test('are sent to who has an account, and the page says the same to everybody, as fast', async () => {
    const lena = await waiting()
    const nobody = newcomer().email
    const start = performance.now()
    expect(await requestPasswordReset(visitor(), { email: lena.email })).toEqual({ email: lena.email })
    const between = performance.now()
    expect(await requestPasswordReset(visitor(), { email: nobody })).toEqual({ email: nobody })
    const [known, unknown] = [between - start, performance.now() - between]
    expect(Math.min(known, unknown)).toBeGreaterThan(295) // no less than a fixed time
    expect(await mailsTo(lena.id)).toEqual(['verify_email', 'reset_password'])
  })

  test('are sent five times an hour, to accounts and to none alike', async () => {
    const lena = await waiting()
    for (const email of [lena.email, newcomer().email]) {
      const codes = []
      for (let i = 0; i < 6; i++) codes.push(await codeOf(requestPasswordReset(visitor(), { email })))
      expect(codes).toEqual([...Array.from({ length: 5 }, () => 'ok'), 'rate_limited'])
    }
  })

  test('set it once, end every sign-in, prove the address, open the lock, and tell by mail', async () => {
    const lena = await waiting()
    await ownerSql()`update users set email_verified_at = now() where id = ${lena.id}`
    await signIn(visitor(), { email: lena.email, password: PASSWORD })
    await ownerSql()`update users set email_verified_at = null, failed_sign_ins = ${MAX_FAILURES} where id = ${lena.id}`
    expect(await codeOf(signIn(visitor(), { email: lena.email, password: PASSWORD }))).toBe('rate_limited')

    const [token, another] = [
      await mailedLink(lena.id, 'reset_password'),
      await mailedLink(lena.id, 'reset_password'),
    ]
    await resetPassword(visitor(), { token, password: OTHER_PASSWORD })
    expect(await liveSessions(lena.id)).toEqual([])
    expect(await isVerified(lena.email)).toBe(true)
    expect(await mailsTo(lena.id)).toContain('password_changed')
    expect(await historyOf(lena.id)).toContain('password.reset')
    for (const used of [token, another])
      expect(await codeOf(resetPassword(visitor(), { token: used, password: PASSWORD }))).toBe('expired')
    expect(await codeOf(signIn(visitor(), { email: lena.email, password: PASSWORD }))).toBe('invalid')
    expect(await codeOf(signIn(visitor(), { email: lena.email, password: OTHER_PASSWORD }))).toBe('ok')
  })

  test('refuse a weak password and stay usable', async () => {
    const lena = await waiting()
    const token = await mailedLink(lena.id, 'reset_password')
    for (const password of ['short', 'passwordpassword', `my name is ${lena.username}`])
      expect(await codeOf(resetPassword(visitor(), { token, password }))).toBe('invalid')
    expect(await codeOf(resetPassword(visitor(), { token, password: OTHER_PASSWORD }))).toBe('ok')
  })

  test('end with their time, and never begin as another kind', async () => {
    const lena = await waiting()
    const late = await mailedLink(lena.id, 'reset_password', -1)
    const other = await mailedLink(lena.id, 'verify_email')
    for (const token of [late, other, 'x'.repeat(43), ''])
      expect(await codeOf(resetPassword(visitor(), { token, password: OTHER_PASSWORD }))).toBe('expired')
  })
})

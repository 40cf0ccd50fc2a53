import { describe, expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password'
import { refusePassword } from './password-strength'
import { NewPassword } from './schemas'
import { costOf } from './testing/work'

const lena = { username: 'lena-b', firstName: 'Lena', lastName: 'Fischer', email: 'lf.privat@example.test' }
const judge = (password: string, organizations: string[] = []) =>
  refusePassword(password, { ...lena, organizations })
const said = (password: string) => NewPassword.safeParse(password).error?.issues[0]?.message

describe('passwords', () => {
  test('are kept as Argon2id with 19 MiB, two passes, one lane, each with its own salt', async () => {
    const [a, b] = await Promise.all([
      hashPassword('the same words twice'),
      hashPassword('the same words twice'),
    ])
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(a).not.toBe(b)
  })

  test('have at least 15 characters, counted as people count', () => {
    expect(said('a'.repeat(14))).toBe('Use at least 15 characters.')
    expect(said('a'.repeat(15))).toBeUndefined()
    expect(said('🦊'.repeat(14))).toBe('Use at least 15 characters.')
  })

  test('may have 200, and no character is cut off or trimmed away', async () => {
    expect(said('x'.repeat(200))).toBeUndefined()
    expect(said('x'.repeat(201))).toBe('Use at most 200 characters.')
    const stored = await hashPassword(`${'x'.repeat(199)}y`)
    expect(await verifyPassword(stored, `${'x'.repeat(199)}y`)).toBe(true)
    expect(await verifyPassword(stored, `${'x'.repeat(199)}z`)).toBe(false)
    expect(await verifyPassword(await hashPassword(' with spaces around '), 'with spaces around')).toBe(false)
  })

  test('are the same however a keyboard encodes their letters', async () => {
    expect(
      await verifyPassword(await hashPassword('Caf\u00e9 au lait, zwei'), 'Cafe\u0301 au lait, zwei'),
    ).toBe(true)
  })

  test('match nothing where there is no account, or one that cannot be signed in to', async () => {
    expect(await verifyPassword(null, 'anything at all')).toBe(false)
    expect(await verifyPassword('none', 'anything at all')).toBe(false)
  })

  test('take the same work whether or not there is an account', async () => {
    const stored = await hashPassword('violet kettle under nine roofs')
    const there = await costOf(Array.from({ length: 9 }, () => () => verifyPassword(stored, 'x')))
    const nowhere = await costOf(Array.from({ length: 9 }, () => () => verifyPassword(null, 'x')))
    expect(nowhere / there).toBeGreaterThan(0.5)
    expect(nowhere / there).toBeLessThan(2)
  })

  test('need no digit, no capital and no sign', async () => {
    expect(await judge('violet kettle under nine roofs')).toBeNull()
    expect(await judge('gibt es hier noch kaffee')).toBeNull()
  })

  test.each([
    ['passwordpassword', 'the same twice'],
    ['p@ssw0rdp@ssw0rd', 'with letters exchanged'],
    ['123456789012345', 'a row of digits'],
    ['qwertyuiopasdfghjkl', 'a row of keys'],
    ['aaaaaaaaaaaaaaaaaaaa', 'one letter'],
    ['iloveyouiloveyou', 'a common sentence'],
    ['monkeydragonfootball', 'common words in a row'],
  ])('%s is refused: %s', async (password) => {
    expect(await judge(password)).toMatch(/easily guessed/)
  })

  test.each([
    ['violet MUSTER under roofs', 'the name of this portal'],
    ['violet Lena-B under roofs', 'your username'],
    ['violet f.i.s.c.h.e.r roofs', 'your name'],
    ['violet lf.privat and roofs', 'your email address'],
    ['violet Acme Robotics roofs', 'the name of your organization'],
  ])('%s is refused: it holds %s', async (password, what) => {
    expect(await judge(password, ['Acme Robotics', 'acme'])).toContain(what)
  })
})

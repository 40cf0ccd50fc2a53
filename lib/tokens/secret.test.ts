import { expect, test } from 'vitest'
import { makeTokenSecret, readTokenSecret } from './secret'

test('a secret says what it is, is never the same, and is known again by its hash', () => {
  const [pat, other, app] = [
    makeTokenSecret('personal'),
    makeTokenSecret('collaborator'),
    makeTokenSecret('app'),
  ]
  expect([pat.secret, other.secret, app.secret]).toEqual([
    expect.stringMatching(/^mst_pat_[0-9A-Za-z]{36}$/),
    expect.stringMatching(/^mst_pat_[0-9A-Za-z]{36}$/),
    expect.stringMatching(/^mst_app_[0-9A-Za-z]{36}$/),
  ])
  expect(pat.secret).not.toBe(other.secret)
  expect(readTokenSecret(` ${pat.secret}\n`)).toEqual(pat.hash)
  expect(pat.secret.endsWith(pat.lastFour)).toBe(true)
})

test('one that was not copied whole, or mistyped, is told by its checksum', () => {
  const { secret } = makeTokenSecret('personal')
  const at = 20
  const mistyped = secret.slice(0, at) + (secret[at] === 'x' ? 'y' : 'x') + secret.slice(at + 1)
  for (const wrong of [
    mistyped,
    secret.slice(0, -1),
    `${secret}a`,
    secret.replace('pat', 'app'),
    '',
    'mst_pat_',
  ])
    expect([wrong, readTokenSecret(wrong)]).toEqual([wrong, null])
})

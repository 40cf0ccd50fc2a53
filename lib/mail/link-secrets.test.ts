import { expect, test } from 'vitest'
import { createLinkSecret, hashLinkSecret, linkTo } from './link-secrets'

test('a secret has 256 bits, is never the same, and is found again by its hash', () => {
  const secrets = Array.from({ length: 200 }, createLinkSecret)
  expect(new Set(secrets.map(({ secret }) => secret)).size).toBe(200)
  for (const { secret, hash } of secrets) {
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(hashLinkSecret(secret)?.equals(hash)).toBe(true)
  }
})

test('what cannot be a secret has no hash', () => {
  for (const wrong of ['', 'abc', `${'a'.repeat(43)}\n`, 'a'.repeat(44), `${'a'.repeat(42)}/`]) {
    expect(hashLinkSecret(wrong)).toBeNull()
  }
})

test('links begin with the configured address, whatever path it has', () => {
  expect(linkTo('https://portal.test', 'invitation', 's')).toBe('https://portal.test/invitations/s')
  expect(linkTo('https://portal.test/', 'reset_password', 's')).toBe('https://portal.test/reset/s')
  expect(linkTo('http://localhost:3000', 'verify_email', 's')).toBe('http://localhost:3000/verify/s')
})

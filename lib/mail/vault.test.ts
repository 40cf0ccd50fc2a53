import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { seal, unseal } from './vault'

const SECRET = 'the secret of this installation'

describe('the vault', () => {
  test('gives back what it was given', () => {
    const id = randomUUID()
    expect(unseal(seal('Grüße, here is a link', id, SECRET), id, SECRET)).toBe('Grüße, here is a link')
  })

  test('shows nothing of what it holds, and never the same twice', () => {
    const id = randomUUID()
    const [one, two] = [
      seal('https://portal.test/reset/abc', id, SECRET),
      seal('https://portal.test/reset/abc', id, SECRET),
    ]
    expect(one.includes('reset')).toBe(false)
    expect(one.equals(two)).toBe(false)
  })

  test('does not open for another mail, another secret, or after a change', () => {
    const id = randomUUID()
    const sealed = seal('a link', id, SECRET)
    expect(() => unseal(sealed, randomUUID(), SECRET)).toThrow()
    expect(() => unseal(sealed, id, 'another secret')).toThrow()
    for (const at of [1, 14, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => unseal(changed, id, SECRET)).toThrow()
    }
    expect(() => unseal(Buffer.alloc(0), id, SECRET)).toThrow('not a sealed text')
  })
})

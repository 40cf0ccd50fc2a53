import { expect, test } from 'vitest'
import { relative } from './time'

const now = Date.parse('2026-05-03T14:02:00Z')
const ago = (ms: number) => relative(new Date(now - ms), now)
const minute = 60_000

test.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [minute, '1 minute ago'],
  [59 * minute, '59 minutes ago'],
  [60 * minute, '1 hour ago'],
  [47 * 60 * minute, '1 day ago'],
  [30 * 24 * 60 * minute, '30 days ago'],
  [31 * 24 * 60 * minute, '2 Apr 2026'],
  [-minute, 'in 1 minute'],
  [-7 * 24 * 60 * minute, 'in 7 days'],
])('%i ms before now reads "%s"', (ms, words) => {
  expect(ago(ms)).toBe(words)
})

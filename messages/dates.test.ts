import { expect, test } from 'vitest'
import { readLanguages, writingFor } from '@/lib/reader'
import { dateWords, relativeWords } from './dates'

readLanguages()

const now = Date.parse('2026-05-03T14:02:00Z')
const ago = (ms: number) => relativeWords(now - ms, now)
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

const at = Date.parse('2026-05-03T22:30:00Z')

test.each([
  [null, '3 May 2026', '3 May 2026, 22:30 UTC', '3 May 2026 at 22:30 UTC'],
  ['Asia/Tokyo', '4 May 2026', '4 May 2026, 07:30 GMT+9', '4 May 2026 at 07:30 GMT+9'],
  ['Europe/Berlin', '4 May 2026', '4 May 2026, 00:30 CEST', '4 May 2026 at 00:30 CEST'],
])('for a reader in %s it is %s', (timeZone, date, moment, letter) => {
  writingFor({ locale: 'en', timeZone }, () => {
    expect(dateWords(at, 'date')).toBe(date)
    expect(dateWords(at, 'moment')).toBe(moment)
    expect(dateWords(at, 'letter')).toBe(letter)
  })
})

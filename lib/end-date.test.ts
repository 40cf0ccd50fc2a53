import { expect, test } from 'vitest'
import { EndDate, endOfDay } from './end-date'

test('a day counts until it is over where the reader is, also when the clocks change on it', () => {
  const ends = (day: string, zone: string) => endOfDay(day, zone).toISOString()
  expect(ends('2026-01-15', 'UTC')).toBe('2026-01-15T23:59:59.999Z')
  expect(ends('2026-03-28', 'Europe/Berlin')).toBe('2026-03-28T22:59:59.999Z')
  expect(ends('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T21:59:59.999Z')
  expect(ends('2026-10-25', 'Europe/Berlin')).toBe('2026-10-25T22:59:59.999Z')
  expect(ends('2026-07-01', 'America/St_Johns')).toBe('2026-07-02T02:29:59.999Z')
  expect(ends('2026-07-01', 'Pacific/Auckland')).toBe('2026-07-01T11:59:59.999Z')
})

test('is no day that there is not, none that is over, and may be left empty', () => {
  const parsed = (value: unknown) => EndDate.safeParse(value)
  expect(parsed('')).toMatchObject({ success: true, data: null })
  expect(parsed('2199-12-31')).toMatchObject({ success: true, data: new Date('2199-12-31T23:59:59.999Z') })
  expect(parsed('2199-12-31T10:00:00Z')).toMatchObject({ success: true })
  for (const wrong of ['2199-02-30', 'tomorrow', '2020-01-01', '31.12.2199', 'x'.repeat(41), 7])
    expect(parsed(wrong).success).toBe(false)
})

import { expect, test } from 'vitest'
import { initials } from './avatar'

test.each([
  ['Lena Fischer', 'LF'],
  ['Zoë van den Berg', 'ZB'],
  ['łukasz', 'Ł'],
  ['lena@northwind.example', 'L'],
  ['  ', ''],
  ['🦉 Owl', '🦉O'],
])('the initials of "%s" are "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters)
})

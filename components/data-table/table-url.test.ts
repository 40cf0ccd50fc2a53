import { expect, test } from 'vitest'
import { sortHref, tableHref } from './table-url'

const url = {
  path: '/northwind/members',
  params: { q: 'lena & co', role: 'admin', cursor: 'abc', sort: 'name' },
}

test('a change keeps everything else of the view', () => {
  expect(tableHref(url, { role: undefined })).toBe('/northwind/members?q=lena+%26+co&cursor=abc&sort=name')
})

test('a view without parameters is the bare path', () => {
  expect(tableHref({ path: '/northwind/members', params: {} }, { q: '' })).toBe('/northwind/members')
})

test('another order begins at its first page', () => {
  expect(sortHref(url, 'joined', { id: 'name', dir: 'asc' })).toBe(
    '/northwind/members?q=lena+%26+co&role=admin&sort=joined&dir=asc',
  )
})

test('a second click on a column turns its order round, a third back', () => {
  expect(sortHref(url, 'name', { id: 'name', dir: 'asc' })).toContain('dir=desc')
  expect(sortHref(url, 'name', { id: 'name', dir: 'desc' })).toContain('dir=asc')
})

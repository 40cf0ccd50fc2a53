import { expect, test } from 'vitest'
import { matching, placesOf } from './places'
import { askedBy } from './shortcuts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

test('Ctrl or Cmd K opens the menu, also while somebody types; nothing else counts then', () => {
  expect(askedBy(press('k', { ctrlKey: true }), false, true)).toEqual({ does: 'menu' })
  expect(askedBy(press('K', { metaKey: true }), false, true)).toEqual({ does: 'menu' })
  for (const key of ['g', '/', '?', 'i', 'c', 'k']) expect(askedBy(press(key), false, true)).toBeNull()
})

test('keys of the browser stay its own', () => {
  for (const key of ['c', 'i', 'g', '/', '?'])
    for (const held of ['ctrlKey', 'metaKey', 'altKey'])
      expect(askedBy(press(key, { [held]: true }), false, false)).toBeNull()
  expect(askedBy(press('k', { ctrlKey: true, altKey: true }), false, false)).toBeNull()
})

test('G and a letter go to a page; the letter alone may begin something else', () => {
  expect(askedBy(press('g'), false, false)).toEqual({ does: 'prefix' })
  expect(askedBy(press('m'), true, false)).toEqual({ does: 'go', to: 'members' })
  expect(askedBy(press('i'), true, false)).toBeNull()
  expect(askedBy(press('i'), false, false)).toEqual({ does: 'act', as: 'invite' })
  expect(askedBy(press('m'), false, false)).toBeNull()
})

const places = placesOf({
  accounts: [
    { id: '1', handle: 'lena', name: 'Lena Fischer', said: 'Personal account', isCurrent: false },
    { id: '2', handle: 'fern', name: 'Fern Robotics', said: 'Admin', isCurrent: true },
    { id: '3', handle: 'oe-labor', name: 'Öl-Labor', said: 'Admin', isCurrent: false },
  ],
  sections: [
    { key: 'overview', label: 'Overview', href: '/fern' },
    { key: 'members', label: 'Members', href: '/fern/members' },
  ],
  menu: [
    { key: 'members', label: 'Members', href: '/fern/members' },
    { key: 'mail', label: 'Mail', href: '/operator/mail' },
  ],
  actions: [{ key: 'invite', label: 'Invite Members', href: '/fern/members/invite' }],
})

test('each place is listed once, and the account one is in leads nowhere', () => {
  expect(places.map(({ href }) => href)).toEqual([
    '/fern',
    '/fern/members',
    '/operator/mail',
    '/fern/members/invite',
    '/lena',
    '/oe-labor',
  ])
})

test('every typed word must stand in the name, the ID or the role, whatever its case and accents', () => {
  const found = (typed: string) => matching(places, typed).map(({ label }) => label)
  expect(found('MEM')).toEqual(['Members', 'Invite Members'])
  expect(found('mem inv')).toEqual(['Invite Members'])
  expect(found('ol')).toEqual(['Öl-Labor'])
  expect(found('oe-labor')).toEqual(['Öl-Labor'])
  expect(found('personal')).toEqual(['Lena Fischer'])
  expect(found('zzz')).toEqual([])
  expect(found(' ')).toHaveLength(places.length)
})

import { expect, test } from 'vitest'
import { currentSection } from './section-nav'

const sections = [
  { key: 'overview', href: '/northwind' },
  { key: 'members', href: '/northwind/members' },
  { key: 'security', href: '/northwind/security' },
  { key: 'roles', href: '/northwind/security/roles' },
]

test.each([
  ['/northwind', 'overview'],
  ['/northwind/members/invitations', 'members'],
  ['/northwind/security/roles', 'roles'],
  ['/northwind/membership', undefined],
  ['/northwind/search', undefined],
  ['/northwinds', undefined],
])('at %s the current section is %s', (path, key) => {
  expect(currentSection(path, sections)).toBe(key)
})

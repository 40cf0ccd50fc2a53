import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PERMISSIONS, ROLES, type Role, type Rule, rules } from '@/lib/permissions/rules'
import { RoleTable } from './role-table'

const show = (role: Role | null) => renderToStaticMarkup(<RoleTable role={role} />)
const html = show('organization_user')

function verdictsOf(says: string): string[] {
  const row = html.match(new RegExp(`<th scope="row"[^>]*>${escaped(says)}</th>(.*?)</tr>`))?.[1] ?? ''
  return [...row.matchAll(/(Yes|No|By team)<\/td>/g)].map(([, word]) => word ?? '')
}

test.each(PERMISSIONS.filter((permission) => rules[permission].place !== 'own'))('shows %s', (permission) => {
  const rule: Rule = rules[permission]
  const expected = ROLES.map(({ key }) => {
    if (rule.byTeam === key) return 'By team'
    return rule.roles.includes(key) ? 'Yes' : 'No'
  })
  expect(verdictsOf(rule.says)).toEqual(expected)
})

test('marks the role of who looks, and none where they have none', () => {
  expect(html).toMatch(/Organization User<\/div><b>Your role<\/b>/)
  expect(show(null)).not.toContain('Your role')
})

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

import { expect, test } from 'vitest'
import { openApi } from './openapi'
import { operations } from './operations'
import { reference } from './reference'

test('whoever reads finds each operation once, with what it takes and a line that asks for it', () => {
  const entries = reference(openApi('https://muster.example'), 'https://muster.example').flatMap(
    (group) => group.entries,
  )
  expect(entries.map(({ name }) => name).toSorted()).toEqual(operations.map(({ name }) => name).toSorted())
  const named = (name: string) => entries.find((entry) => entry.name === name)
  expect(named('GetApp')?.curl).toBe(
    'curl "https://muster.example/v2/users/me/apps/my-app" \\\n  -H "Authorization: Key $MUSTER_TOKEN"',
  )
  expect(named('PostApps')?.curl).toContain(`-d '{"apps":[{"id":"my-app"`)
  expect(named('PostApps')?.body).toContainEqual({ name: 'apps[].id', type: 'string', isRequired: true })
  for (const { name, curl } of entries)
    expect([name, curl]).toEqual([name, expect.not.stringMatching(/[{]\w+[}]|undefined/)])
})

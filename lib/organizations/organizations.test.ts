import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { anonymous, ownerSql } from '@/db/testing/world'
import { listMembers } from '@/lib/members/queries'
import { createOrganization } from './commands'
import { suggestHandle } from './names'

const named = (tail = crypto.randomUUID().slice(0, 8)) => ({
  name: `Acme ${tail}`,
  handle: `Acme-${tail}`,
  billingEmail: 'billing@example.test',
})

describe('creating an organization', () => {
  test('makes the creator its Admin and writes both down', async ({ world }) => {
    const lena = await world.person()
    const input = named()
    const made = await createOrganization(lena.caller, 'me', input)
    const list = await listMembers(lena.caller, input.handle.toLowerCase(), {})
    expect(list.rows).toMatchObject([{ userId: lena.id, role: 'admin', isYou: true, can: { leave: false } }])
    const history =
      await ownerSql()`select event, actor_id, change_id, after from audit_events where org_id = ${made.id} order by id`
    expect(history.map((row) => row.event)).toEqual(['organization.created', 'member.joined'])
    expect(history[0]).toMatchObject({ actor_id: lena.id, after: { name: input.name, handle: input.handle } })
    expect(new Set(history.map((row) => row.change_id)).size).toBe(1)
  })

  test('a name that differs only in case and spaces is taken, and nothing is left behind', async ({
    world,
  }) => {
    const lena = await world.person()
    const first = named()
    await createOrganization(lena.caller, 'me', first)
    const again = { ...named(), name: ` ${first.name.toUpperCase().replace(' ', '  ')} ` }
    await expect(createOrganization(lena.caller, 'me', again)).rejects.toMatchObject({
      code: 'conflict',
      fields: { name: expect.stringContaining('exists already') },
    })
    expect(await ownerSql()`select 1 from handles where handle = ${again.handle.toLowerCase()}`).toHaveLength(
      0,
    )
  })

  test('an ID shares its space with usernames, whatever the case', async ({ world }) => {
    const lena = await world.person()
    for (const handle of [lena.username.toUpperCase(), 'API', 'me']) {
      await expect(createOrganization(lena.caller, 'me', { ...named(), handle })).rejects.toMatchObject({
        code: 'conflict',
        fields: { handle: expect.stringContaining('taken') },
      })
    }
  })

  test.for([
    ['name', { name: ' ' }],
    ['handle', { handle: 'a b' }],
    ['handle', { handle: '-a' }],
    ['handle', { handle: '../x' }],
    ['billingEmail', { billingEmail: 'nobody' }],
  ] as const)('refuses a bad %s beside its field', async ([field, bad], { world }) => {
    const lena = await world.person()
    await expect(createOrganization(lena.caller, 'me', { ...named(), ...bad })).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: expect.any(String) },
    })
  })

  test('is done from one’s own account only, by somebody signed in', async ({ world }) => {
    const place = await world.organization()
    await expect(createOrganization(place.admin.caller, place.account, named())).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(createOrganization(anonymous, 'me', named())).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})

describe('what was refused', () => {
  test('is written down on its own', async ({ world }) => {
    const place = await world.organization()
    const stranger = await world.person()
    await expect(listMembers(stranger.caller, place.account, {})).rejects.toMatchObject({ code: 'not_found' })
    const [row] =
      await ownerSql()`select operation, reason, actor_id from refused_attempts where org_id = ${place.id}`
    expect(row).toEqual({ operation: 'listMembers', reason: 'not_found', actor_id: stranger.id })
  })

  test('looks the same whether the organization exists or not', async ({ world }) => {
    const place = await world.organization()
    const stranger = await world.person()
    const answers = await Promise.all(
      [place.account, 'no-such-organization'].map((account) =>
        listMembers(stranger.caller, account, {}).catch((error) => error),
      ),
    )
    expect(answers[0]).toEqual(answers[1])
  })
})

test('suggests an ID from the name', () => {
  expect(suggestHandle('Acme Robotics GmbH')).toBe('acme-robotics-gmbh')
  expect(suggestHandle('  Crème & Brûlée ')).toBe('creme-brulee')
  expect(suggestHandle('日本')).toBe('')
})

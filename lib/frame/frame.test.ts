import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { anonymous, ownerSql, type Persona } from '@/db/testing/world'
import { loadFrame } from './queries'
import { actingAccount, menuOf, sectionsOf } from './sections'

async function frameOf(who: Persona, account: string | null) {
  const frame = await loadFrame(who.caller, account)
  if (!frame) throw new Error('no frame for somebody who is signed in')
  return frame
}

describe('the frame', () => {
  test('lists the own account first, then organizations with the role in each', async ({ world }) => {
    const lena = await world.person()
    const [own, other] = [await world.organization({ admin: lena }), await world.organization()]
    await world.member(other, 'team_contributor', { who: lena })
    const { accounts } = await frameOf(lena, null)
    expect(accounts[0]).toMatchObject({ id: lena.id, kind: 'user', role: null })
    expect(new Map(accounts.map(({ handle, role }) => [handle, role]))).toEqual(
      new Map([
        [lena.username, null],
        [own.account, 'admin'],
        [other.account, 'team_contributor'],
      ]),
    )
  })

  test('acts in the own account where the address names one that the viewer may not know of', async ({
    world,
  }) => {
    const lena = await world.person()
    const theirs = await world.organization()
    const [real, none] = [await frameOf(lena, theirs.account), await frameOf(lena, 'no-such-account')]
    expect(actingAccount(real)?.id).toBe(lena.id)
    expect(real).toEqual(none)
  })

  test('shows only what exists and may be opened', async ({ world }) => {
    const place = await world.organization()
    const worker = await world.member(place, 'team_contributor')
    const keys = async (who: Persona, account: string) =>
      sectionsOf(await frameOf(who, account)).map(({ key }) => key)
    expect(await keys(place.admin, place.account)).toEqual([
      'apps',
      'overview',
      'members',
      'teams',
      'security',
      'audit',
      'settings',
      'account',
    ])
    const accountant = await world.member(place, 'financial_manager')
    expect(await keys(accountant, place.account)).toContain('settings')
    expect(await keys(accountant, place.account)).not.toContain('apps')
    expect(await keys(worker, place.account)).toEqual([
      'apps',
      'overview',
      'members',
      'teams',
      'security',
      'account',
    ])
    expect(await keys(worker, worker.username)).toEqual([
      'apps',
      'overview',
      'notifications',
      'security',
      'audit',
      'account',
    ])
  })

  test('offers mail to the operator alone', async ({ world }) => {
    const [lena, omar] = [await world.person(), await world.person()]
    await ownerSql()`update users set is_operator = true where id = ${lena.id}`
    const offers = async (who: Persona) => menuOf(await frameOf(who, null)).some(({ key }) => key === 'mail')
    expect([await offers(lena), await offers(omar)]).toEqual([true, false])
  })

  test('is none without a living sign-in', async ({ world }) => {
    const lena = await world.person()
    await ownerSql()`update sessions set revoked_at = now() where id = ${lena.sessionId}`
    expect(await loadFrame(lena.caller, lena.username)).toBeNull()
    expect(await loadFrame(anonymous, null)).toBeNull()
  })
})

import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import type { Persona } from '@/db/testing/world'
import { listRecentEvents } from '@/lib/audit/queries'
import { inviteMembers } from '@/lib/invitations/commands'
import { getMember, getOwnMembership } from '@/lib/members/get-member'
import { findFree, getOrganization } from './queries'

describe('an organization as its members see it', () => {
  test('counts and the billing address are for those who may see them', async ({ world }) => {
    const place = await world.organization()
    const [user, worker, accountant] = [
      await world.member(place, 'organization_user'),
      await world.member(place, 'team_contributor'),
      await world.member(place, 'financial_manager'),
    ]
    await inviteMembers(place.admin.caller, place.account, {
      emails: 'new@example.test',
      role: 'organization_user',
    })
    const seen = (who: Persona) => getOrganization(who.caller, place.account, {})
    expect(await seen(place.admin)).toMatchObject({
      billingEmail: 'billing@example.test',
      counts: { members: { count: 4, isMore: false }, invitations: { count: 1, isMore: false } },
    })
    expect(await seen(user)).toMatchObject({
      billingEmail: null,
      counts: { members: { count: 4 }, invitations: null },
    })
    expect(await seen(worker)).toMatchObject({
      billingEmail: null,
      counts: { members: null, invitations: null },
    })
    expect(await seen(accountant)).toMatchObject({ billingEmail: 'billing@example.test' })
  })

  test('its history is for Admins, newest first', async ({ world }) => {
    const place = await world.organization()
    const worker = await world.member(place, 'team_contributor')
    await inviteMembers(place.admin.caller, place.account, { emails: 'new@example.test', role: 'admin' })
    expect(await listRecentEvents(place.admin.caller, place.account, {})).toMatchObject([
      { event: 'member.invited', target: { name: 'new@example.test' }, after: { role: 'admin' } },
    ])
    await expect(listRecentEvents(worker.caller, place.account, {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('a stranger finds none of it', async ({ world }) => {
    const place = await world.organization()
    const stranger = await world.person()
    for (const ask of [getOrganization, listRecentEvents, getOwnMembership])
      await expect(ask(stranger.caller, place.account, {})).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('one member', () => {
  test('is found by those who see everybody, with what may be done there', async ({ world }) => {
    const place = await world.organization()
    const [user, worker] = [
      await world.member(place, 'organization_user'),
      await world.member(place, 'team_contributor'),
    ]
    const seen = async (who: Persona) =>
      (await getMember(who.caller, place.account, { userId: worker.id })).member
    expect(await seen(place.admin)).toMatchObject({
      email: worker.email,
      can: { changeRole: true, remove: true },
    })
    expect(await seen(user)).toMatchObject({ email: null, can: { changeRole: false, remove: false } })
    await expect(seen(worker)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('of another organization is not found', async ({ world }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const theirs = await world.member(other, 'organization_user')
    await expect(getMember(place.admin.caller, place.account, { userId: theirs.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('the last Admin is told that leaving is not possible', async ({ world }) => {
    const place = await world.organization()
    const own = await getOwnMembership(place.admin.caller, place.account, {})
    expect(own).toMatchObject({ can: { leave: false }, why: expect.stringContaining('last Admin') })
    await world.member(place, 'admin')
    expect(await getOwnMembership(place.admin.caller, place.account, {})).toMatchObject({
      can: { leave: true },
    })
  })
})

test('says what is free: no name twice, no handle of anybody, nothing reserved', async ({ world }) => {
  const place = await world.organization()
  const lena = await world.person()
  const free = (name: string, handle: string) => findFree(lena.caller, lena.username, { name, handle })
  expect(await free('Something new', `free-${crypto.randomUUID().slice(0, 8)}`)).toEqual({
    isNameFree: true,
    isHandleFree: true,
  })
  expect(await free(place.name.toUpperCase(), place.account.toUpperCase())).toEqual({
    isNameFree: false,
    isHandleFree: false,
  })
  for (const handle of ['admin', lena.username, 'a b', 'x', 'www'])
    expect(await free('Something new', handle), handle).toMatchObject({ isHandleFree: false })
})

import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import type { Persona } from '@/db/testing/world'
import { listMembers } from '@/lib/members/queries'
import { findPeople } from './queries'

describe('finding people from the command menu', () => {
  test('finds whom the page of members shows, by what it shows of them', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person({ firstName: 'Lena', lastName: 'Sought' })
    const [user, worker, lead] = [
      await world.member(place, 'organization_user'),
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor'),
    ]
    await world.member(place, 'team_contributor', { who: lena })
    const team = await world.team(place, { people: [lead, lena] })
    await world.teamApp(place, team.id, (await world.app(place)).id, 'labeler_lead')
    const found = async (who: Persona, q: string) =>
      (await findPeople(who.caller, place.account, { q })).map(({ userId, second }) => [userId, second])

    expect(await found(place.admin, 'sought')).toEqual([[lena.id, lena.email]])
    expect(await found(place.admin, lena.email)).toEqual([[lena.id, lena.email]])
    expect(await found(user, 'sought')).toEqual([[lena.id, lena.username]])
    expect(await found(user, lena.email), 'nobody by an address that one may not see').toEqual([])
    expect(await found(lead, 'sought')).toEqual([[lena.id, null]])
    expect(await found(worker, 'sought')).toEqual([])
    for (const who of [place.admin, user, lead, worker, lena])
      expect(new Set((await found(who, 'e')).map(([id]) => id))).toEqual(
        new Set((await listMembers(who.caller, place.account, { q: 'e' })).rows.map(({ userId }) => userId)),
      )
  })

  test('shows eight, in order, and nobody for nothing', async ({ world }) => {
    const place = await world.organization({ admin: await world.person({ firstName: 'Other' }) })
    for (let i = 9; i > 0; i--)
      await world.member(place, 'team_contributor', {
        who: await world.person({ firstName: 'Sought', lastName: `Number${i}` }),
      })
    const names = (await findPeople(place.admin.caller, place.account, { q: 'sought' })).map(
      ({ name }) => name,
    )
    expect(names).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((i) => `Sought Number${i}`))
    expect(await findPeople(place.admin.caller, place.account, { q: ' ' })).toEqual([])
    const stranger = await world.person()
    await expect(findPeople(stranger.caller, place.account, { q: 'sought' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

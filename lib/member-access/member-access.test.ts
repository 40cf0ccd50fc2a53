import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { getMemberAccess, getOwnAccess } from './queries'

describe('a member’s page', () => {
  test('names teams and apps with what leads to them, page by page, for who sees everybody', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'team_contributor')
    const [user, mate] = [
      await world.member(place, 'organization_user'),
      await world.member(place, 'team_contributor'),
    ]
    const team = await world.team(place, { people: [lena, mate] })
    const apps = []
    for (let n = 0; n < 27; n++) {
      const app = await world.app(place)
      apps.push(app.handle)
      await world.teamApp(place, team.id, app.id, 'labeler_lead', new Date(Date.now() + 86_400_000))
    }
    await world.app(place)
    const ask = (who: typeof user, input: object = {}) =>
      getMemberAccess(who.caller, place.account, { userId: lena.id, ...input })
    const first = await ask(user)
    const second = await ask(user, { apps: first.next ?? '' })
    expect([first.apps.length, second.apps.length, second.next]).toEqual([25, 2, null])
    expect([...first.apps, ...second.apps].map(({ handle }) => handle)).toEqual(apps.toSorted())
    expect(first).toMatchObject({
      teams: [{ handle: team.handle }],
      apps: [
        { ways: [{ by: 'team', gives: 'labeler_lead', until: expect.any(Date) }] },
        ...Array(24).fill({}),
      ],
      invitations: null,
    })
    const seen = await getMemberAccess(place.admin.caller, place.account, { userId: user.id })
    expect(seen.apps).toHaveLength(25)
    expect(seen.apps[0]?.ways).toMatchObject([{ by: 'role', role: 'organization_user' }])
    for (const who of [lena, mate]) await expect(ask(who)).rejects.toMatchObject({ code: 'not_found' })
    const stranger = await world.organization()
    await expect(
      getMemberAccess(stranger.admin.caller, stranger.account, { userId: lena.id }),
    ).rejects.toMatchObject({ code: 'not_found' })

    const own = await getOwnAccess(lena.caller, place.account, {})
    expect([own.apps.length, own.hasMore, own.teams.length]).toEqual([5, true, 1])
  })

  test('explains to others what is decided when the member asks', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'team_contributor', {
      who: await world.person({ firstName: 'Lena', lastName: 'Berg' }),
    })
    const team = await world.team(place, { people: [lena] })
    const app = await world.app(place)
    await world.teamApp(place, team.id, app.id, 'full_access')
    const ask = async (may: string, inApp = '') =>
      getMemberAccess(place.admin.caller, place.account, { userId: lena.id, may, app: inApp })
    const told = async (may: string, inApp = '') => (await ask(may, inApp)).explained?.decision
    expect(await told('app.view', app.handle)).toMatchObject({
      allowed: true,
      says: expect.stringMatching(/^Lena Berg may .* through the team/),
    })
    expect(await told('app.delete', app.handle)).toMatchObject({
      allowed: false,
      says: expect.stringContaining('Lena Berg may not'),
    })
    expect(await told('member.manage')).toMatchObject({
      allowed: false,
      says: expect.stringContaining('An Admin can change their role to'),
    })
    expect((await ask('app.view', 'no-such-app')).asked.isUnknown).toBe(true)
    expect(await told('nothing.known')).toBeUndefined()
  })

  test('shows Admins the open invitations that they sent', async ({ world }) => {
    const place = await world.organization()
    const add = (state: string) => ownerSql()`
      insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at, state)
      values (${place.id}, ${`${state}@example.test`}, ${`${state}@example.test`}, 'admin', ${place.admin.id}, 'A', now() + interval '1 day', ${state})`
    await add('pending')
    await add('revoked')
    const { invitations } = await getMemberAccess(place.admin.caller, place.account, {
      userId: place.admin.id,
    })
    expect(invitations?.map(({ email }) => email)).toEqual(['pending@example.test'])
  })
})

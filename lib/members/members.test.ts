import { describe, expect } from 'vitest'
import { raced, raceLimitMs } from '@/db/testing/races'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import type { Role } from '@/lib/permissions/rules'
import { changeMemberRole, leaveOrganization, removeMember } from './commands'
import { listMembers } from './queries'

const rolesOf = async (place: Place) => {
  const rows = await ownerSql()<{ user_id: string; role: string }[]>`
    select user_id, role from members where org_id = ${place.id} and ended_at is null`
  return new Map(rows.map((row) => [row.user_id, row.role]))
}

describe('listing members', () => {
  test('who sees whom', async ({ world }) => {
    const place = await world.organization()
    const [user, manager, worker, lead] = [
      await world.member(place, 'organization_user'),
      await world.member(place, 'financial_manager'),
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor'),
    ]
    const app = await world.app(place)
    const led = await world.team(place, { people: [lead, worker] })
    await world.teamApp(place, led.id, app.id, 'labeler_lead')
    const working = await world.team(place, { people: [worker, user] })
    await world.teamApp(place, working.id, app.id, 'labeler_worker')
    const seen = async (who: Persona) => (await listMembers(who.caller, place.account, {})).rows

    expect(await seen(place.admin)).toHaveLength(5)
    expect((await seen(place.admin)).every((row) => row.email !== null)).toBe(true)
    expect(await seen(user)).toHaveLength(5)
    expect((await seen(user)).filter((row) => row.email !== null).map((row) => row.userId)).toEqual([user.id])
    expect((await seen(manager)).map((row) => row.userId)).toEqual([manager.id])
    const ofLead = await seen(lead)
    expect(new Set(ofLead.map((row) => row.userId))).toEqual(new Set([lead.id, worker.id]))
    expect(ofLead.find((row) => row.userId === worker.id)).toMatchObject({
      name: worker.name,
      email: null,
      role: null,
      username: null,
    })
    expect(new Set((await seen(worker)).map((row) => row.userId))).toEqual(new Set([lead.id, worker.id]))
  })

  test('leading ends with the app, with a role that reaches none, and at a restricted team', async ({
    world,
  }) => {
    const place = await world.organization()
    const [open, restricted] = [
      await world.team(place, { people: [await world.member(place, 'team_contributor')] }),
      await world.team(place, {
        people: [await world.member(place, 'team_contributor')],
        isRestricted: true,
      }),
    ]
    const app = await world.app(place)
    for (const team of [open, restricted]) await world.teamApp(place, team.id, app.id, 'full_access')
    const joins = async (role: Role, teams: (typeof open)[]) => {
      const who = await world.member(place, role)
      for (const { id } of teams)
        await ownerSql()`insert into team_members (org_id, team_id, user_id) values (${place.id}, ${id}, ${who.id})`
      return who
    }
    const [lead, siloed, manager] = [
      await joins('team_contributor', [open]),
      await joins('team_contributor', [open, restricted]),
      await joins('financial_manager', [open]),
    ]
    const teamsSeenBy = async (who: Persona) =>
      (await listMembers(who.caller, place.account, {})).rows
        .filter((row) => !row.isYou)
        .flatMap((row) => row.teams.map(({ handle }) => handle))
    expect(new Set(await teamsSeenBy(lead))).toEqual(new Set([open.handle]))
    expect(new Set(await teamsSeenBy(siloed)), 'nobody beyond the restricted team').toEqual(
      new Set([restricted.handle]),
    )
    expect(await teamsSeenBy(manager)).toEqual([])
    await ownerSql()`update apps set deleted_at = now() where id = ${app.id}`
    expect(await teamsSeenBy(lead), 'a deleted app gives nothing').toEqual([])
  })

  test('says how many have left, once each, and not those who are back or changed their role', async ({
    world,
  }) => {
    const place = await world.organization()
    const [gone, back, user] = [
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor'),
      await world.member(place, 'organization_user'),
    ]
    for (const { memberId } of [gone, back])
      await removeMember(place.admin.caller, place.account, { memberId })
    await world.member(place, 'admin', { who: back })
    await changeMemberRole(place.admin.caller, place.account, {
      memberId: user.memberId,
      role: 'team_contributor',
    })
    const departed = async (who: Persona) => (await listMembers(who.caller, place.account, {})).departed
    expect(await departed(place.admin)).toEqual({ count: 1, isMore: false })
    expect(await departed(user)).toBeNull()
  })

  test('pages in both directions meet every member once, in every order', async ({ world }) => {
    const place = await world.organization()
    for (let i = 0; i < 60; i++) {
      await world.member(place, i % 3 ? 'team_contributor' : 'organization_user', {
        who: await world.person({ firstName: `P${i % 7}`, lastName: `Q${i % 5}` }),
      })
    }
    for (const sort of ['name', 'email', 'role', 'joined'] as const) {
      for (const dir of ['asc', 'desc'] as const) {
        const first = await listMembers(place.admin.caller, place.account, { sort, dir, size: 25 })
        const second = await listMembers(place.admin.caller, place.account, {
          sort,
          dir,
          size: 25,
          cursor: first.next ?? '',
        })
        const third = await listMembers(place.admin.caller, place.account, {
          sort,
          dir,
          size: 25,
          cursor: second.next ?? '',
        })
        const ids = [...first.rows, ...second.rows, ...third.rows].map((row) => row.id)
        expect([ids.length, new Set(ids).size, third.next], `${sort} ${dir}`).toEqual([61, 61, null])
        const back = await listMembers(place.admin.caller, place.account, {
          sort,
          dir,
          size: 25,
          cursor: third.previous ?? '',
        })
        expect(back.rows.map((row) => row.id)).toEqual(second.rows.map((row) => row.id))
      }
    }
  })

  test('finds people by any part of the name, and by address only for those who may see it', async ({
    world,
  }) => {
    const place = await world.organization()
    const tail = crypto.randomUUID().slice(0, 8)
    const wanted = await world.member(place, 'organization_user', {
      who: await world.person({
        firstName: 'Ada',
        lastName: `Love_lace${tail}`,
        email: `secret-${tail}@example.test`,
      }),
    })
    const search = async (who: Persona, q: string) =>
      (await listMembers(who.caller, place.account, { q })).rows.map((row) => row.userId)
    expect(await search(place.admin, `LACE${tail}`)).toEqual([wanted.id])
    expect(await search(place.admin, 'e_lac')).toEqual([wanted.id])
    expect(await search(place.admin, 'eXlac')).toEqual([])
    expect(await search(place.admin, '%%%')).toEqual([])
    expect(await search(place.admin, 'ov')).toEqual([wanted.id])
    expect(await search(place.admin, `secret-${tail}`)).toEqual([wanted.id])
    expect(await search(wanted, `secret-${tail}`)).toEqual([])
    const all = await listMembers(place.admin.caller, place.account, { q: 'nobody at all' })
    expect([all.rows.length, all.total.count, all.matching.count]).toEqual([0, 2, 0])
  })

  test('a bad address in the browser shows the first page', async ({ world }) => {
    const place = await world.organization()
    const list = await listMembers(place.admin.caller, place.account, {
      cursor: 'x'.repeat(50),
      sort: 'nope',
      size: 7,
    })
    expect(list.rows).toHaveLength(1)
    const forged = Buffer.from(JSON.stringify(['after', ['a', 'not-a-uuid']])).toString('base64url')
    expect((await listMembers(place.admin.caller, place.account, { cursor: forged })).rows).toHaveLength(1)

    // One that was written for another order begins anew, the right way around.
    await world.member(place, 'organization_user', { who: await world.person({ firstName: 'Zoe' }) })
    const stale = Buffer.from(JSON.stringify(['before', ['only one value']])).toString('base64url')
    const anew = await listMembers(place.admin.caller, place.account, { cursor: stale })
    expect([anew.rows.map((row) => row.name.startsWith('Zoe')), anew.previous, anew.next]).toEqual([
      [false, true],
      null,
      null,
    ])
  })
})

describe('changing a role', () => {
  test('ends the old membership and begins another, with the change named in both', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'team_contributor')
    await changeMemberRole(place.admin.caller, place.account, {
      memberId: lena.memberId,
      role: 'organization_contributor',
    })
    const rows = await ownerSql()`
      select role, ended_by, ended_change, started_change, joined_at from members where org_id = ${place.id} and user_id = ${lena.id} order by started_at, ended_at nulls last`
    expect(rows.map((row) => row.role)).toEqual(['team_contributor', 'organization_contributor'])
    expect(rows[0]?.ended_by).toBe(place.admin.id)
    expect(rows[0]?.ended_change).toBe(rows[1]?.started_change)
    expect(rows[0]?.joined_at).toEqual(rows[1]?.joined_at)
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'member.roleChanged',
      target_id: lena.id,
      before: { role: 'team_contributor' },
      after: { role: 'organization_contributor' },
    })
  })

  test('is for Admins, and not of oneself', async ({ world }) => {
    const place = await world.organization()
    const contributor = await world.member(place, 'organization_contributor')
    const other = await world.member(place, 'team_contributor')
    await expect(
      changeMemberRole(contributor.caller, place.account, { memberId: other.memberId, role: 'admin' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    const [own] =
      await ownerSql()`select id from members where org_id = ${place.id} and user_id = ${place.admin.id}`
    await expect(
      changeMemberRole(place.admin.caller, place.account, { memberId: own?.id, role: 'organization_user' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('finds nobody of another organization', async ({ world }) => {
    const [mine, theirs] = [await world.organization(), await world.organization()]
    const other = await world.member(theirs, 'team_contributor')
    await expect(
      changeMemberRole(mine.admin.caller, mine.account, { memberId: other.memberId, role: 'admin' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      removeMember(mine.admin.caller, mine.account, { memberId: other.memberId }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect((await rolesOf(theirs)).get(other.id)).toBe('team_contributor')
  })
})

describe('removing and leaving', () => {
  test('ends access at the next request and takes along what the person held', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'team_contributor')
    const app = await world.app(place)
    const team = await world.team(place, { people: [lena] })
    await world.collaborator(place, app.id, lena, ['Inputs:Get'])
    await listMembers(lena.caller, place.account, {})
    await removeMember(place.admin.caller, place.account, { memberId: lena.memberId })
    await expect(listMembers(lena.caller, place.account, {})).rejects.toMatchObject({ code: 'not_found' })
    const [held] = await ownerSql()`
      select (select count(*)::int from team_members where team_id = ${team.id} and ended_at is null) as teams,
             (select count(*)::int from collaborators where app_id = ${app.id} and ended_at is null) as collaborations,
             (select count(distinct ended_change)::int from (select ended_change from members where id = ${lena.memberId}
                union all select ended_change from team_members where team_id = ${team.id}
                union all select ended_change from collaborators where app_id = ${app.id}) x) as changes`
    expect(held).toEqual({ teams: 0, collaborations: 0, changes: 1 })
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'member.removed',
      before: { role: 'team_contributor', teams: [team.handle], collaborations: 1 },
    })
  })

  test('a labeler can leave, with everything held', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'team_contributor')
    const team = await world.team(place, { people: [lena] })
    await leaveOrganization(lena.caller, place.account, {})
    expect((await rolesOf(place)).has(lena.id)).toBe(false)
    expect(
      await ownerSql()`select 1 from team_members where team_id = ${team.id} and ended_at is null`,
    ).toHaveLength(0)
    expect(await world.lastAudit(place)).toMatchObject({ event: 'member.left', actor_id: lena.id })
  })

  test('the last Admin cannot leave, be demoted or removed; one with an end date does not count', async ({
    world,
  }) => {
    const place = await world.organization()
    const passing = await world.member(place, 'admin', { until: new Date(Date.now() + 60_000) })
    const [own] = await ownerSql()<
      [{ id: string }]
    >`select id from members where org_id = ${place.id} and user_id = ${place.admin.id}`
    await expect(leaveOrganization(place.admin.caller, place.account, {})).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(removeMember(passing.caller, place.account, { memberId: own.id })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(
      changeMemberRole(passing.caller, place.account, { memberId: own.id, role: 'organization_user' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await leaveOrganization(passing.caller, place.account, {})
    expect((await rolesOf(place)).get(place.admin.id)).toBe('admin')
  })

  test(
    'two Admins go for each other at once: an Admin always stays',
    async ({ world }) => {
      const without: string[] = []
      const race = async (n: number) => {
        const place = await world.organization()
        const second = await world.member(place, 'admin')
        const [first] = await ownerSql()<
          [{ id: string }]
        >`select id from members where org_id = ${place.id} and user_id = ${place.admin.id}`
        const moves = [
          [
            () => removeMember(place.admin.caller, place.account, { memberId: second.memberId }),
            () => removeMember(second.caller, place.account, { memberId: first.id }),
          ],
          [
            () => leaveOrganization(place.admin.caller, place.account, {}),
            () => leaveOrganization(second.caller, place.account, {}),
          ],
          [
            () =>
              changeMemberRole(place.admin.caller, place.account, {
                memberId: second.memberId,
                role: 'organization_user',
              }),
            () => leaveOrganization(place.admin.caller, place.account, {}),
          ],
        ] as const
        const [one, other] = moves[n % moves.length] ?? moves[0]
        await Promise.allSettled([one(), other()])
        if (![...(await rolesOf(place)).values()].includes('admin')) without.push(place.account)
      }
      for (let n = 0; n < raced(500); n += 5) await Promise.all([0, 1, 2, 3, 4].map((i) => race(n + i)))
      expect(without).toEqual([])
    },
    raceLimitMs(60_000),
  )
})

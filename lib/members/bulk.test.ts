import { describe, expect } from 'vitest'
import { raced, raceLimitMs } from '@/db/testing/races'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type Place, world } from '@/db/testing/world'
import { changeMemberRoles, removeMembers } from './bulk-commands'
import { changeMemberRole, removeMember } from './commands'
import { listMembers } from './queries'
import { reviewMembers } from './review-members'

const rolesOf = async (place: Place) => {
  const rows = await ownerSql()<{ user_id: string; role: string }[]>`
    select user_id, role from members where org_id = ${place.id} and ended_at is null`
  return new Map(rows.map((row) => [row.user_id, row.role]))
}
const ids = (...people: Persona[]) => people.map(({ id }) => id)

/** People without mailboxes of their own, made in one statement. */
async function crowd(place: Place, size: number, role = 'organization_user') {
  await ownerSql()`
    with made as (
      insert into accounts (id, kind) select gen_random_uuid(), 'user' from generate_series(1, ${size}) returning id
    ), people as (
      insert into users (id, username, first_name, last_name, email, email_normalized, password_hash, email_verified_at)
      select id, 'crowd-' || id, 'Crowd', 'Person ' || row_number() over (), 'crowd-' || id || '@example.test', 'crowd-' || id || '@example.test', 'none', now()
        from made returning id
    )
    insert into members (org_id, user_id, role, started_by) select ${place.id}, id, ${role}, ${place.admin.id} from people`
}

describe('reviewing what is to be done to many', () => {
  test('names whom it concerns, what they lose, and who stays as they are and why', async ({ world }) => {
    const place = await world.organization()
    const [lena, noor] = [
      await world.member(place, 'team_contributor'),
      await world.member(place, 'organization_user'),
    ]
    const app = await world.app(place)
    const team = await world.team(place, { people: [lena, noor] })
    await world.collaborator(place, app.id, lena, ['Inputs:Get'])
    const review = await reviewMembers(place.admin.caller, place.account, {
      do: 'remove',
      ids: [...ids(lena, noor, place.admin), crypto.randomUUID()],
    })
    expect(review).toMatchObject({
      count: 2,
      refused: [{ userId: place.admin.id, why: 'yourself' }],
      losses: { teams: 1, teamNames: [team.handle], apps: 1, invitations: 0 },
    })
    expect(review.people.find(({ userId }) => userId === lena.id)).toMatchObject({
      name: lena.name,
      teams: [team.handle],
      apps: 1,
    })
    const role = await reviewMembers(place.admin.caller, place.account, {
      do: 'role',
      newRole: 'organization_user',
      ids: ids(lena, noor).join(','),
    })
    expect([role.count, role.refused]).toEqual([1, [{ userId: noor.id, name: noor.name, why: 'has_role' }]])
    await expect(
      reviewMembers(noor.caller, place.account, { do: 'remove', ids: ids(lena) }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('names 20 of many and counts them all, past the bound of the list', async ({ world }) => {
    const place = await world.organization()
    await crowd(place, 1250)
    const review = await reviewMembers(place.admin.caller, place.account, { do: 'remove', all: '1' })
    expect([review.people.length, review.count, review.refusedCount]).toEqual([20, 1250, 1])
  })
})

describe('changing and removing many', () => {
  test('by ids: one change, a line of history, a notice and a mail for each', async ({ world }) => {
    const place = await world.organization()
    const [lena, noor, same] = [
      await world.member(place, 'team_contributor'),
      await world.member(place, 'organization_user'),
      await world.member(place, 'organization_contributor'),
    ]
    const result = await changeMemberRoles(place.admin.caller, place.account, {
      newRole: 'organization_contributor',
      ids: ids(lena, noor, same, place.admin),
    })
    expect([result.done, result.refusedCount]).toEqual([2, 2])
    expect(new Map(result.refused.map(({ userId, why }) => [userId, why]))).toEqual(
      new Map([
        [same.id, 'has_role'],
        [place.admin.id, 'yourself'],
      ]),
    )
    const roles = await rolesOf(place)
    expect(ids(lena, noor, same).map((id) => roles.get(id))).toEqual(
      Array(3).fill('organization_contributor'),
    )
    const history = await ownerSql()`
      select target_id, before, after, change_id from audit_events where org_id = ${place.id} and event = 'member.roleChanged'`
    expect(new Set(history.map((row) => row.target_id))).toEqual(new Set(ids(lena, noor)))
    expect(new Set(history.map((row) => row.change_id))).toEqual(new Set([result.change]))
    const told =
      await ownerSql()`select user_id from notifications where org_id = ${place.id} and kind = 'member.roleChanged'`
    expect(new Set(told.map((row) => row.user_id))).toEqual(new Set(ids(lena, noor)))
    const mails = await ownerSql()`
      select payload from graphile_worker._private_jobs where payload::text like ${`%${place.id}%`} and payload::text like '%role_changed%'`
    expect(mails).toHaveLength(2)
  })

  test('all that match, but some, and nobody who joined after it was looked at', async ({ world }) => {
    const place = await world.organization()
    const named = (lastName: string) => world.person({ firstName: 'Contract', lastName })
    const [one, spared, other] = [
      await world.member(place, 'team_contributor', { who: await named('One') }),
      await world.member(place, 'team_contributor', { who: await named('Two') }),
      await world.member(place, 'organization_user', { who: await named('Three') }),
    ]
    const filter = { all: '1', q: 'contract', role: 'team_contributor' as const, except: spared.id }
    const review = await reviewMembers(place.admin.caller, place.account, { do: 'remove', ...filter })
    expect(review.people.map(({ userId }) => userId)).toEqual([one.id])
    const late = await world.member(place, 'team_contributor', { who: await named('Late') })
    await removeMembers(place.admin.caller, place.account, { ...filter, asOf: review.asOf })
    const roles = await rolesOf(place)
    expect(ids(one, spared, other, late).map((who) => roles.has(who))).toEqual([false, true, true, true])
  })

  test('takes along what they held and whom they invited, and is refused to who may not', async ({
    world,
  }) => {
    const place = await world.organization()
    const [admin, lena] = [await world.member(place, 'admin'), await world.member(place, 'team_contributor')]
    const team = await world.team(place, { people: [admin, lena] })
    const email = `${crypto.randomUUID()}@example.test`
    await ownerSql()`
      insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
      values (${place.id}, ${email}, ${email}, 'admin', ${admin.id}, 'A', now() + interval '1 day')`
    await expect(removeMembers(lena.caller, place.account, { ids: [admin.id] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await removeMembers(place.admin.caller, place.account, { ids: ids(admin, lena) })
    const [left] = await ownerSql()`
      select (select count(*)::int from team_members where team_id = ${team.id} and ended_at is null) as teams,
             (select state from invitations where email = ${email}) as invitation`
    expect(left).toEqual({ teams: 0, invitation: 'void' })
    await expect(listMembers(lena.caller, place.account, {})).rejects.toMatchObject({ code: 'not_found' })
  })

  test('touches nobody of another organization', async ({ world }) => {
    const [mine, theirs] = [await world.organization(), await world.organization()]
    const other = await world.member(theirs, 'team_contributor')
    const result = await removeMembers(mine.admin.caller, mine.account, { ids: ids(other, theirs.admin) })
    expect([result.done, result.refusedCount]).toEqual([0, 0])
    expect((await rolesOf(theirs)).size).toBe(2)
  })

  test('an Admin for a time cannot remove all who stay: none of them goes, since nobody said whom to spare', async ({
    world,
  }) => {
    const place = await world.organization()
    const passing = await world.member(place, 'admin', { until: new Date(Date.now() + 60_000) })
    const second = await world.member(place, 'admin')
    const user = await world.member(place, 'organization_user')
    const everybody = ids(place.admin, second, user, passing)
    for (const run of [
      () => removeMembers(passing.caller, place.account, { ids: everybody }),
      () => changeMemberRoles(passing.caller, place.account, { ids: everybody, newRole: 'team_contributor' }),
    ]) {
      const { refused } = await run()
      expect(new Map(refused.map(({ userId, why }) => [userId, why]))).toEqual(
        new Map([
          [place.admin.id, 'last_admins'],
          [second.id, 'last_admins'],
          [passing.id, 'yourself'],
        ]),
      )
    }
    await removeMembers(passing.caller, place.account, { ids: [second.id] })
    expect((await rolesOf(place)).get(place.admin.id)).toBe('admin')
  })

  test('ten times as many take about ten times as long, not a hundred', async ({ world }) => {
    const took = async (size: number) => {
      const place = await world.organization()
      await crowd(place, size)
      const began = performance.now()
      const changed = await changeMemberRoles(place.admin.caller, place.account, {
        newRole: 'team_contributor',
        all: '1',
      })
      const removed = await removeMembers(place.admin.caller, place.account, { all: '1' })
      const ms = performance.now() - began
      const [{ n }] = await ownerSql()<[{ n: number }]>`
        select count(*)::int as n from audit_events where org_id = ${place.id} and event = 'member.removed'`
      expect([changed.done, removed.done, n]).toEqual([size, size, size])
      return ms
    }
    const [few, many] = [await took(400), await took(4000)]
    expect(many / few, `400 took ${few} ms, 4,000 took ${many} ms`).toBeLessThan(35)
  }, 120_000)
})

describe('at the same moment', () => {
  test(
    'two Admins remove everybody, and each other: one Admin stays',
    async ({ world }) => {
      const without: string[] = []
      const race = async () => {
        const place = await world.organization()
        const second = await world.member(place, 'admin')
        const user = await world.member(place, 'organization_user')
        const all = ids(place.admin, second, user)
        await Promise.allSettled([
          removeMembers(place.admin.caller, place.account, { ids: all }),
          removeMembers(second.caller, place.account, { ids: all }),
        ])
        const roles = await rolesOf(place)
        if ([...roles.values()].join() !== 'admin') without.push([...roles.values()].join())
      }
      for (let n = 0; n < raced(60); n += 5) await Promise.all([race(), race(), race(), race(), race()])
      expect(without).toEqual([])
    },
    raceLimitMs(60_000),
  )

  test('one of them gets another role by itself: both happen, one after the other', async ({ world }) => {
    for (let n = 0; n < 20; n++) {
      const place = await world.organization()
      const people = [
        await world.member(place, 'team_contributor'),
        await world.member(place, 'team_contributor'),
      ]
      const [first] = people
      if (!first) throw new Error('nobody')
      await Promise.allSettled([
        removeMembers(place.admin.caller, place.account, { ids: ids(...people) }),
        changeMemberRole(place.admin.caller, place.account, {
          memberId: first.memberId,
          role: 'organization_user',
        }),
        removeMember(place.admin.caller, place.account, { memberId: first.memberId }),
      ])
      expect([...(await rolesOf(place)).keys()]).toEqual([place.admin.id])
      const [odd] = await ownerSql()`
        select count(*)::int as n from members where org_id = ${place.id} and ended_at < started_at`
      expect(odd?.n, 'rows that end before they begin').toBe(0)
    }
  }, 60_000)

  test('somebody accepts an invitation of a removed Admin: they are in, or it is void, never both', async () => {
    const { acceptInvitation } = await import('@/lib/invitations/answer')
    const outcomes = new Set<string>()
    for (let n = 0; n < 40; n++) {
      const place = await world.organization()
      const inviter = await world.member(place, 'admin')
      const sam = await world.person()
      const [invitation] = await ownerSql()<[{ id: string }]>`
        insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
        values (${place.id}, ${sam.email}, ${sam.email}, 'organization_user', ${inviter.id}, 'A', now() + interval '1 day') returning id`
      const moves = [
        () => acceptInvitation(sam.caller, 'me', { invitationId: invitation.id }),
        () => removeMembers(place.admin.caller, place.account, { ids: [inviter.id, sam.id] }),
      ]
      if (n % 2) moves.reverse()
      const answers = await Promise.allSettled(moves.map((move) => move()))
      for (const answer of answers)
        if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' })
      const [row] = await ownerSql()<
        [{ state: string }]
      >`select state from invitations where id = ${invitation.id}`
      const isIn = (await rolesOf(place)).has(sam.id)
      outcomes.add(`${row.state} ${isIn}`)
    }
    expect(
      [...outcomes].filter((one) => !['accepted true', 'accepted false', 'void false'].includes(one)),
    ).toEqual([])
  }, 60_000)
})

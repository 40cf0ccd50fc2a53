import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { acceptInvitation } from '@/lib/invitations/answer'
import { removeMembers } from './bulk-commands'
import { changeMemberRole, leaveOrganization, removeMember } from './commands'
import { getRemoval, listDeparted, reviewReinstating } from './departed'
import { listMembers } from './queries'
import { reinstateMembers } from './reinstate'

const roleOf = async (place: Place, who: Persona) => {
  const [row] = await ownerSql()`
    select role from members where org_id = ${place.id} and user_id = ${who.id} and ended_at is null`
  return row?.role ?? null
}
const heldBy = async (place: Place, who: Persona) => {
  const sql = ownerSql()
  const teams = await sql`
    select t.handle from team_members tm join teams t on t.id = tm.team_id
     where tm.org_id = ${place.id} and tm.user_id = ${who.id} and tm.ended_at is null order by 1`
  const apps = await sql`
    select p.handle, c.scopes from collaborators c join apps p on p.id = c.app_id
     where c.org_id = ${place.id} and c.user_id = ${who.id} and c.ended_at is null order by 1`
  return { teams: teams.map((row) => row.handle), apps: apps.map((row) => [row.handle, row.scopes]) }
}
const by = (place: Place) => [place.admin.caller, place.account] as const

describe('reinstating', () => {
  test('gives back the role and what ended with the membership, and nothing that ended before', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'team_contributor')
    const [app, kept, before] = [
      await world.app(place),
      await world.team(place, { people: [lena] }),
      await world.team(place, { people: [lena] }),
    ]
    await world.collaborator(place, app.id, lena, ['Inputs:Get', 'Models:Get'])
    await ownerSql()`
      update team_members set ended_at = now(), ended_change = gen_random_uuid() where team_id = ${before.id}`
    const [joined] = await ownerSql()`select joined_at from members where id = ${lena.memberId}`
    await removeMember(...by(place), { memberId: lena.memberId })
    expect(await heldBy(place, lena)).toEqual({ teams: [], apps: [] })

    const result = await reinstateMembers(...by(place), { ids: [lena.id] })
    expect([result.done, result.refusedCount]).toEqual([1, 0])
    expect(await roleOf(place, lena)).toBe('team_contributor')
    expect(await heldBy(place, lena)).toEqual({
      teams: [kept.handle],
      apps: [[app.handle, ['Inputs:Get', 'Models:Get']]],
    })
    const [row] = await ownerSql()`
      select joined_at from members where org_id = ${place.id} and user_id = ${lena.id} and ended_at is null`
    expect(row?.joined_at).toEqual(joined?.joined_at)
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'member.reinstated',
      target_id: lena.id,
      after: { role: 'team_contributor', teams: [kept.handle], apps: [app.handle], notGivenBack: [] },
    })
    await listMembers(lena.caller, place.account, {}) // in again, at once
    const told =
      await ownerSql()`select 1 from notifications where user_id = ${lena.id} and kind = 'member.reinstated'`
    expect(told).toHaveLength(1)
  })

  test('leaves out what is gone since, and says so of each thing', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'team_contributor')
    const [deleted, stays, over] = [
      await world.team(place, { people: [lena] }),
      await world.team(place, { people: [lena] }),
      await world.team(place, { people: [lena] }),
    ]
    const [goneApp, freshApp] = [await world.app(place), await world.app(place)]
    await world.collaborator(place, goneApp.id, lena, ['All'])
    await world.collaborator(place, freshApp.id, lena, ['All'])
    await ownerSql()`update team_members set expires_at = now() + interval '1 hour' where team_id = ${over.id}`
    await removeMember(...by(place), { memberId: lena.memberId })
    await ownerSql()`update team_members set expires_at = now() - interval '1 second' where team_id = ${over.id}`
    await ownerSql()`update teams set deleted_at = now() where id = ${deleted.id}`
    await ownerSql()`update apps set deleted_at = now() where id = ${goneApp.id}`
    await world.collaborator(place, freshApp.id, lena, ['Inputs:Get'])

    const review = await reviewReinstating(...by(place), { ids: lena.id })
    expect(new Map(review.people[0]?.things.map(({ name, fate }) => [name, fate]))).toEqual(
      new Map([
        [deleted.handle, 'gone'],
        [stays.handle, 'comes_back'],
        [over.handle, 'time_ran_out'],
        [goneApp.handle, 'gone'],
        [freshApp.handle, 'given_since'],
      ]),
    )
    await reinstateMembers(...by(place), { ids: [lena.id] })
    expect(await heldBy(place, lena)).toEqual({
      teams: [stays.handle],
      apps: [[freshApp.handle, ['Inputs:Get']]],
    })
  })

  test('finds what belongs together after more than one change', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'team_contributor')
    const first = await world.team(place, { people: [lena] })
    await changeMemberRole(...by(place), { memberId: lena.memberId, role: 'organization_user' })
    const one = await removeMembers(...by(place), { ids: [lena.id] })
    await reinstateMembers(...by(place), { change: one.change })
    const second = await world.team(place)
    await ownerSql()`insert into team_members (org_id, team_id, user_id) values (${place.id}, ${second.id}, ${lena.id})`
    await ownerSql()`update team_members set ended_at = now(), ended_change = gen_random_uuid() where team_id = ${first.id} and ended_at is null`
    const two = await removeMembers(...by(place), { ids: [lena.id] })

    // The first removal was undone already; undoing it again would give back what ended since.
    const again = await reinstateMembers(...by(place), { change: one.change })
    expect(again).toMatchObject({ done: 0, refused: [{ userId: lena.id, why: 'changed_since' }] })
    expect((await listDeparted(...by(place), {})).rows).toHaveLength(1)
    await reinstateMembers(...by(place), { change: two.change })
    expect(await heldBy(place, lena)).toEqual({ teams: [second.handle], apps: [] })
    expect(await roleOf(place, lena)).toBe('organization_user')
    expect((await listDeparted(...by(place), {})).rows).toEqual([])
  })

  test('who left is invited instead; who deleted the account, or whose time ran out, stays away', async ({
    world,
  }) => {
    const place = await world.organization()
    const [left, gone, passing, removed] = [
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor'),
      await world.member(place, 'team_contributor', { until: new Date(Date.now() + 60_000) }),
      await world.member(place, 'team_contributor'),
    ]
    await leaveOrganization(left.caller, place.account, {})
    await removeMembers(...by(place), { ids: [gone.id, passing.id, removed.id] })
    await ownerSql()`update users set deleted_at = now() where id = ${gone.id}`
    await ownerSql()`update members set expires_at = now() - interval '1 second' where id = ${passing.memberId}`

    const everybody = [left, gone, passing, removed].map(({ id }) => id)
    const { rows } = await listDeparted(...by(place), {})
    const shown = (who: Persona) => rows.find(({ userId }) => userId === who.id)
    expect(shown(left)).toMatchObject({ removedBy: null, can: { reinstate: false, invite: true } })
    expect(shown(gone)).toMatchObject({ isAccountDeleted: true, can: { reinstate: false, invite: false } })
    expect(shown(removed)).toMatchObject({
      removedBy: place.admin.name,
      can: { reinstate: true, invite: false },
    })
    const result = await reinstateMembers(...by(place), { ids: everybody })
    expect(result.done).toBe(1)
    expect(new Map(result.refused.map(({ userId, why }) => [userId, why]))).toEqual(
      new Map([
        [left.id, 'left'],
        [gone.id, 'account_deleted'],
        [passing.id, 'time_ran_out'],
      ]),
    )
    expect(await roleOf(place, removed)).toBe('team_contributor')
  })

  test('is for Admins, in their own organization', async ({ world }) => {
    const [place, theirs] = [await world.organization(), await world.organization()]
    const contributor = await world.member(place, 'organization_contributor')
    const other = await world.member(theirs, 'team_contributor')
    const { change } = await removeMembers(...by(theirs), { ids: [other.id] })
    await expect(reinstateMembers(contributor.caller, place.account, { ids: [] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(listDeparted(contributor.caller, place.account, {})).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await reinstateMembers(...by(place), { ids: [other.id] })).toMatchObject({
      done: 0,
      refusedCount: 0,
    })
    expect(await reinstateMembers(...by(place), { change })).toMatchObject({ done: 0, refusedCount: 0 })
    expect(await getRemoval(...by(place), { change })).toMatchObject({ count: 0, undoable: 0 })
    expect(await roleOf(theirs, other)).toBeNull()
  })
})

describe('the list of those who are gone', () => {
  test('pages in both directions, finds by name, and knows a changed role from a removal', async ({
    world,
  }) => {
    const place = await world.organization()
    const people = []
    for (let n = 0; n < 30; n++)
      people.push(
        await world.member(place, 'team_contributor', {
          who: await world.person({ firstName: 'Gone', lastName: `Number${n}x` }),
        }),
      )
    for (const { memberId } of people.slice(0, 5))
      await changeMemberRole(...by(place), { memberId, role: 'organization_user' })
    for (const { id } of people.slice(2)) await removeMembers(...by(place), { ids: [id] })
    const first = await listDeparted(...by(place), { size: 25 })
    const second = await listDeparted(...by(place), { size: 25, cursor: first.next ?? '' })
    const back = await listDeparted(...by(place), { size: 25, cursor: second.previous ?? '' })
    expect([...first.rows, ...second.rows].map(({ userId }) => userId)).toEqual(
      people
        .slice(2)
        .reverse()
        .map(({ id }) => id),
    )
    expect(back.rows).toEqual(first.rows)
    expect(first.total.count).toBe(28)
    expect((await listDeparted(...by(place), { q: 'NUMBER7X' })).rows.map(({ userId }) => userId)).toEqual([
      people[7]?.id,
    ])
  })
})

describe('at the same moment', () => {
  test('undoing twice brings everybody back once', async ({ world }) => {
    for (let n = 0; n < 20; n++) {
      const place = await world.organization()
      const people = [
        await world.member(place, 'team_contributor'),
        await world.member(place, 'organization_user'),
      ]
      const team = await world.team(place, { people })
      const { change } = await removeMembers(...by(place), { ids: people.map(({ id }) => id) })
      const undo = () => reinstateMembers(...by(place), { change })
      const answers = await Promise.all([undo(), undo(), undo()])
      expect(answers.map(({ done }) => done).sort()).toEqual([0, 0, 2])
      const live =
        await ownerSql()`select 1 from team_members where team_id = ${team.id} and ended_at is null`
      expect(live).toHaveLength(2)
    }
  }, 60_000)

  test('somebody accepts an invitation while they are reinstated: one membership, and no open invitation', async ({
    world,
  }) => {
    const roles = new Set<string>()
    for (let n = 0; n < 40; n++) {
      const place = await world.organization()
      const lena = await world.member(place, 'team_contributor')
      await removeMembers(...by(place), { ids: [lena.id] })
      const [invitation] = await ownerSql()<[{ id: string }]>`
        insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
        values (${place.id}, ${lena.email}, ${lena.email}, 'organization_user', ${place.admin.id}, 'A', now() + interval '1 day') returning id`
      const moves: (() => Promise<unknown>)[] = [
        () => acceptInvitation(lena.caller, 'me', { invitationId: invitation.id }),
        () => reinstateMembers(...by(place), { ids: [lena.id] }),
      ]
      if (n % 2) moves.reverse()
      for (const answer of await Promise.allSettled(moves.map((move) => move())))
        if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' })
      const [now] = await ownerSql()<[{ state: string; live: number }]>`
        select state, (select count(*)::int from members where org_id = ${place.id} and user_id = ${lena.id} and ended_at is null) as live
          from invitations where id = ${invitation.id}`
      expect(now.live).toBe(1)
      const role = await roleOf(place, lena)
      roles.add(`${now.state} ${role}`)
    }
    expect(
      [...roles].filter((one) => !['accepted organization_user', 'revoked team_contributor'].includes(one)),
    ).toEqual([])
  }, 60_000)
})

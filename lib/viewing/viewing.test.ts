import { describe, expect } from 'vitest'
import { type Client, database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type Place, type world as World } from '@/db/testing/world'
import { signOut } from '@/lib/auth/commands'
import { readBells } from '@/lib/bell/read'
import { loadFrame } from '@/lib/frame/queries'
import { actionsOf, sectionsOf } from '@/lib/frame/sections'
import { listMyInvitations } from '@/lib/invitations/mine'
import { changeMemberRole, leaveOrganization, removeMember } from '@/lib/members/commands'
import { exportMembers } from '@/lib/members/export'
import { getMember } from '@/lib/members/get-member'
import { listMembers } from '@/lib/members/queries'
import { listNotifications } from '@/lib/notifications/queries'
import { getOrganization } from '@/lib/organizations/queries'
import { ROLES } from '@/lib/permissions/roles'
import { updateNames } from '@/lib/profile/commands'
import { stopViewing, viewAs } from './commands'

const inTransaction = <T>(work: (sql: Client) => Promise<T>): Promise<T> =>
  database().begin((tx) => work(tx as unknown as Client)) as Promise<T> // a transaction has all of a client that is used here

/** What the history of `place` says of looking, oldest first. */
const told = async ({ id }: Place) =>
  (
    await ownerSql()`select event, actor_name, target_name from audit_events
                      where org_id = ${id} and event like 'member.view%' order by id`
  ).map((row) => [row.event, row.actor_name, row.target_name])

const isViewing = async (who: Persona) => Boolean((await loadFrame({ ...who.caller }, null))?.viewing)
const second = (place: Place, world: typeof World) => world.member(place, 'admin')

describe('an Admin views the organization as a member', () => {
  test.for(ROLES.map(({ key }) => key))(
    'and sees what a member with the role %s sees',
    async (role, { world }) => {
      const place = await world.organization()
      const seen = await world.member(place, role)
      const mate = await world.member(place, 'team_contributor')
      const team = await world.team(place, { people: [seen, mate] })
      await world.teamApp(place, team.id, (await world.app(place)).id, 'labeler_lead')
      const look = async (who: Persona) => {
        const caller = { ...who.caller }
        const frame = await loadFrame(caller, place.account)
        const answers = await Promise.allSettled([
          listMembers(caller, place.account, {}),
          getOrganization(caller, place.account, {}),
          getMember(caller, place.account, { userId: mate.id }),
          getMember(caller, place.account, { userId: seen.id }),
        ])
        return {
          viewer: frame && { ...frame.viewer, isVerified: null },
          sections: frame && sectionsOf(frame),
          accounts: frame?.accounts.filter(({ id }) => id === place.id),
          answers: answers.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason))),
        }
      }
      const own = await look(seen)
      await viewAs(place.admin.caller, place.account, { userId: seen.id })
      expect(await look(place.admin)).toEqual(own)
      const frame = await loadFrame({ ...place.admin.caller }, place.account)
      expect(frame?.viewing).toMatchObject({ by: place.admin.name })
      expect(frame && actionsOf(frame).map(({ key }) => key)).toEqual(role === 'admin' ? ['invite'] : [])
    },
  )

  test('inside this organization only: nothing of either person is to be had', async ({ world }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const seen = await world.member(place, 'team_contributor')
    await world.member(other, 'admin', { who: seen })
    await world.member(other, 'admin', { who: place.admin })
    await ownerSql()`
      insert into notifications (user_id, kind, detail) values (${seen.id}, 'member.removed', '{}'), (${place.admin.id}, 'member.removed', '{}')`
    await ownerSql()`update users set is_operator = true, picture = ${'a'.repeat(32)} where id in (${place.admin.id}, ${seen.id})`
    const { caller } = place.admin
    const bell = [{ userId: place.admin.id, sessionId: place.admin.sessionId }]
    expect((await readBells(bell)).size).toBe(1)
    await viewAs(caller, place.account, { userId: seen.id })

    const frame = await loadFrame({ ...caller }, 'me')
    expect(frame).toMatchObject({
      entered: null,
      unread: 0,
      viewer: { id: seen.id, isOperator: false, isVerified: false },
    })
    expect(frame?.accounts.map(({ id }) => id)).toEqual([place.id])
    expect((await readBells(bell)).size).toBe(0)
    for (const account of ['me', seen.username, place.admin.username, other.account]) {
      await expect(getOrganization(caller, account, {}), account).rejects.toMatchObject({ code: 'not_found' })
      await expect(listNotifications(caller, account, {}), account).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    await expect(listMyInvitations(caller, 'me', {})).rejects.toMatchObject({ code: 'not_found' })
    const sql = database()
    const [sessionId, userId] = [place.admin.sessionId, place.admin.id]
    expect(await sql`select my_invitations(${userId}::uuid, ${sessionId}::uuid) as them`).toEqual([
      { them: [] },
    ])
    const picture = async (of: Persona) =>
      (
        await sql`select may_see_picture(${userId}::uuid, ${sessionId}::uuid, ${of.id}::uuid, ${'a'.repeat(32)}) as may`
      )[0]?.may
    expect([await picture(seen), await picture(place.admin)]).toEqual([true, false])
  })

  test('changes nothing: the guard refuses it, and behind it the database', async ({ world }) => {
    const place = await world.organization()
    const seen = await second(place, world)
    const third = await world.member(place, 'organization_user')
    const { caller } = place.admin
    await viewAs(caller, place.account, { userId: seen.id })
    const before = await ownerSql()`select * from members where org_id = ${place.id} order by id`
    const refused = { code: 'forbidden' }
    await expect(
      changeMemberRole(caller, place.account, { memberId: third.memberId, role: 'admin' }),
    ).rejects.toMatchObject(refused)
    await expect(removeMember(caller, place.account, { memberId: third.memberId })).rejects.toMatchObject(
      refused,
    )
    await expect(leaveOrganization(caller, place.account, {})).rejects.toMatchObject(refused)
    await expect(exportMembers(caller, place.account, {})).rejects.toMatchObject(refused)
    await expect(viewAs(caller, place.account, { userId: third.id })).rejects.toMatchObject(refused)
    await expect(updateNames(caller, 'me', { firstName: 'In', lastName: 'Truder' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      inTransaction(async (sql) => {
        await sql`select enter(${place.admin.id}::uuid, ${place.admin.sessionId}::uuid, ${place.account}, null)`
        await sql`update members set ended_at = now() where id = ${third.memberId}`
      }),
    ).rejects.toThrow(/read-only transaction/)
    expect(await ownerSql()`select * from members where org_id = ${place.id} order by id`).toEqual(before)
  })

  test('begins for living Admins alone, and for who is a member here and somebody else', async ({
    world,
  }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const seen = await world.member(place, 'team_contributor')
    const gone = await world.member(place, 'team_contributor', { until: new Date(Date.now() - 1000) })
    for (const { key } of ROLES.filter(({ key }) => key !== 'admin')) {
      const who = await world.member(place, key)
      await expect(viewAs(who.caller, place.account, { userId: seen.id }), key).rejects.toMatchObject({
        code: 'forbidden',
      })
      const pastTheGuard = inTransaction(async (sql) => {
        await sql`select enter(${who.id}::uuid, ${who.sessionId}::uuid, ${place.account}, null)`
        return sql`select * from begin_viewing(${who.sessionId}::uuid, ${seen.id}::uuid)`
      })
      await expect(pastTheGuard, key).rejects.toThrow(/viewed by its Admins/)
    }
    const { caller, id, sessionId } = place.admin
    for (const userId of [gone.id, other.admin.id])
      await expect(viewAs(caller, place.account, { userId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(viewAs(caller, place.account, { userId: id })).rejects.toMatchObject({ code: 'conflict' })
    const withTheirSignIn = inTransaction(async (sql) => {
      await sql`select enter(${id}::uuid, ${sessionId}::uuid, ${place.account}, null)`
      return sql`select * from begin_viewing(${seen.sessionId}::uuid, ${seen.id}::uuid)`
    })
    expect(await withTheirSignIn).toEqual([])
    expect(await told(place)).toEqual([])
  })
})

describe('it ends', () => {
  test('what comes from a page that was shown meanwhile is refused, also when the Admin stopped it themselves', async ({
    world,
  }) => {
    const place = await world.organization()
    const seen = await second(place, world)
    const third = await world.member(place, 'organization_user')
    const change = (shownTo?: string) =>
      changeMemberRole({ ...place.admin.caller, ...(shownTo ? { shownTo } : {}) }, place.account, {
        memberId: third.memberId,
        role: 'team_contributor',
      })
    await viewAs(place.admin.caller, place.account, { userId: seen.id })
    await expect(change(seen.id)).rejects.toMatchObject({ code: 'forbidden' })
    await stopViewing(place.admin.caller)
    await expect(change(seen.id)).rejects.toMatchObject({ code: 'conflict' })
    await change()
  })

  test('when the Admin stops it, and the history says who looked as whom', async ({ world }) => {
    const place = await world.organization()
    const seen = await world.member(place, 'team_contributor')
    await viewAs(place.admin.caller, place.account, { userId: seen.id })
    expect(await isViewing(place.admin)).toBe(true)
    expect(await stopViewing(seen.caller)).toBeNull()
    expect(await stopViewing(place.admin.caller)).toEqual({ handle: place.account, userId: seen.id })
    expect(await stopViewing(place.admin.caller)).toBeNull()
    expect(await isViewing(place.admin)).toBe(false)
    expect(await told(place)).toEqual([
      ['member.viewedAs', place.admin.name, seen.name],
      ['member.viewingEnded', place.admin.name, seen.name],
    ])
  })

  test.for([
    [
      'after half an hour',
      `update sessions set viewing_until = now() - interval '1 second' where id = $session`,
    ],
    [
      'when the Admin is none any more',
      `update members set ended_at = now() where org_id = $org and user_id = $admin`,
    ],
    ['when the member leaves', `update members set ended_at = now() where org_id = $org and user_id = $seen`],
    [
      'when the membership runs out',
      `alter table members disable trigger user; update members set expires_at = now() where org_id = $org and user_id = $seen; alter table members enable trigger user`,
    ],
    ['when the organization is deleted', `update organizations set deleted_at = now() where org_id = $org`],
  ] as const)(
    '%s, by itself, and what was asked for from such a page is refused once',
    async ([, sql], { world }) => {
      const [place, own] = [await world.organization(), await world.organization()]
      await world.member(own, 'admin', { who: place.admin })
      const third = await world.member(own, 'organization_user')
      const seen = await world.member(place, 'team_contributor')
      await viewAs(place.admin.caller, place.account, { userId: seen.id })
      const named = {
        $session: place.admin.sessionId,
        $org: place.id,
        $admin: place.admin.id,
        $seen: seen.id,
      }
      await ownerSql().unsafe(sql.replace(/\$\w+/g, (name) => `'${named[name as keyof typeof named]}'`)) // the names above
      const change = () =>
        changeMemberRole(place.admin.caller, own.account, {
          memberId: third.memberId,
          role: 'team_contributor',
        })
      await expect(change()).rejects.toMatchObject({ code: 'conflict' })
      await expect.poll(async () => (await told(place)).length).toBe(2)
      expect(await isViewing(place.admin)).toBe(false)
      await change()
    },
  )

  test('at sign-out', async ({ world }) => {
    const place = await world.organization()
    const seen = await world.member(place, 'team_contributor')
    await viewAs(place.admin.caller, place.account, { userId: seen.id })
    await signOut(place.admin.caller, {})
    expect((await told(place)).map(([event]) => event)).toEqual(['member.viewedAs', 'member.viewingEnded'])
    expect(await ownerSql()`select viewing_until from sessions where id = ${place.admin.sessionId}`).toEqual([
      { viewing_until: null },
    ])
  })

  test('by the worker, where nobody comes back; one that lives is left alone', async ({ world }) => {
    const place = await world.organization()
    const seen = await world.member(place, 'team_contributor')
    await viewAs(place.admin.caller, place.account, { userId: seen.id })
    const end = () => ownerSql()`select worker_end_viewing(${place.admin.sessionId}::uuid)`
    await end()
    expect(await isViewing(place.admin)).toBe(true)
    await ownerSql()`update sessions set viewing_until = now() where id = ${place.admin.sessionId}`
    await end()
    await end()
    expect(await told(place)).toHaveLength(2)
  })
})

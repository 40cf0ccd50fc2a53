import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { anonymous, ownerSql } from '@/db/testing/world'
import { removeMember } from '@/lib/members/commands'
import { listMembers } from '@/lib/members/queries'
import { markNotificationsRead } from '@/lib/notifications/commands'
import { listNotifications } from '@/lib/notifications/queries'
import { acceptInvitation, declineInvitation } from './answer'
import {
  accept,
  bellOf,
  copiedSecret,
  eventsOf,
  expire,
  invite,
  latest,
  mailedSecret,
  mailsAbout,
  memberships,
} from './invitation.fixture'
import { findInvitation, listMyInvitations } from './queries'

const UNKNOWN = 'A'.repeat(43)

describe('the page behind a link', () => {
  test('says who invites, into what, as what, until when, for whom, to anybody who holds a mailed one', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email, 'financial_manager')
    const row = await latest(place, lena.email)
    expect(await findInvitation(await mailedSecret(place, id), anonymous)).toEqual({
      id,
      state: 'pending',
      link: 'mailed',
      organization: { name: place.name, handle: place.account },
      role: 'financial_manager',
      teams: [],
      inviterName: place.admin.name,
      expiresAt: row?.expires_at,
      email: lena.email,
      viewer: { is: 'anonymous' },
    })
  })

  test('behind a copied link hides the address from everybody but its owner', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person({ email: `lena-${Date.now()}@example.test` })
    const stranger = await world.person()
    const token = await copiedSecret(place, await invite(place, lena.email))
    expect((await findInvitation(token, anonymous))?.email).toBe('l•••@e•••.test')
    expect((await findInvitation(token, stranger.caller))?.email).toBe('l•••@e•••.test')
    expect((await findInvitation(token, lena.caller))?.email).toBe(lena.email)
  })

  test('knows who looks at it', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person()
    const token = await mailedSecret(place, await invite(place, lena.email.toUpperCase()))
    const is = async (caller: typeof anonymous) => (await findInvitation(token, caller))?.viewer.is
    expect(await is(lena.caller)).toBe('meant')
    expect(await is(place.admin.caller)).toBe('somebody_else')
    await ownerSql()`update users set email_verified_at = null where id = ${lena.id}`
    expect(await is(lena.caller)).toBe('unverified')
    await ownerSql()`update sessions set revoked_at = now() where id = ${lena.sessionId}`
    expect(await is(lena.caller)).toBe('anonymous')
  })

  test('says which where it is no use any more, and changes nothing by being looked at', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email)
    const token = await mailedSecret(place, id)
    const state = async () => (await findInvitation(token, lena.caller))?.state
    for (let i = 0; i < 3; i++) expect(await state()).toBe('pending')
    expect(await latest(place, lena.email)).toMatchObject({ state: 'pending', answered_at: null })
    await expire(id)
    expect(await state()).toBe('expired')
    await ownerSql()`update organizations set deleted_at = now() where org_id = ${place.id}`
    expect(await state(), 'a deleted organization is for its members to know').toBe('revoked')
    expect((await findInvitation(token, place.admin.caller))?.state).toBe('gone')
    await expect(accept(lena, token)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/withdrawn/),
    })
    for (const none of [UNKNOWN, '', 'x', `${token}'`])
      expect(await findInvitation(none, lena.caller)).toBeNull()
  })
})

describe('accepting', () => {
  test('makes a member with the role, tells the inviter, and writes both down in the organization', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email, 'team_contributor')
    const result = await accept(lena, await mailedSecret(place, id))
    expect(result).toEqual({
      organization: place.name,
      handle: place.account,
      role: 'team_contributor',
      wasMember: false,
      teamsLeftOut: 0,
    })
    expect(await memberships(place, lena)).toMatchObject([
      { role: 'team_contributor', started_by: place.admin.id, ended_at: null, expires_at: null },
    ])
    expect(await latest(place, lena.email)).toMatchObject({ state: 'accepted', answered_by: lena.id })
    expect(await eventsOf(place)).toEqual(['member.invited', 'invitation.accepted', 'member.joined'])
    expect(await world.lastAudit(place)).toMatchObject({
      actor_id: lena.id,
      actor_name: lena.name,
      after: { role: 'team_contributor', invitation: id },
    })
    expect(await bellOf(place.admin)).toMatchObject([
      { kind: 'invitation.accepted', subject_id: id, detail: { by: lena.name } },
    ])
    expect(await mailsAbout(id)).toEqual(['invitation', 'invitation_accepted'])
    expect(await bellOf(lena)).toMatchObject([{ kind: 'invitation.received', read_at: expect.any(Date) }])
    const list = await listMembers(place.admin.caller, place.account, {} as never)
    expect(list.rows.map(({ userId }) => userId)).toContain(lena.id)
  })

  test('works by a copied link too, but never for another address or one that is not proved', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.person({ isVerified: false })
    const eve = await world.person()
    const id = await invite(place, lena.email)
    for (const token of [await mailedSecret(place, id), await copiedSecret(place, id)]) {
      await expect(accept(eve, token)).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringMatching(new RegExp(`signed in as ${eve.email}`)),
      })
      await expect(accept(lena, token)).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringMatching(/Confirm your address/),
      })
      await expect(acceptInvitation(anonymous, 'me', { token })).rejects.toMatchObject({
        code: 'unauthenticated',
      })
    }
    expect(await memberships(place, eve)).toHaveLength(0)
    expect(await latest(place, lena.email)).toMatchObject({ state: 'pending' })
    await ownerSql()`update users set email_verified_at = now() where id = ${lena.id}`
    await accept(lena, await copiedSecret(place, id))
  })

  test('twice is no error and gives the same, once', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person()
    const token = await mailedSecret(place, await invite(place, lena.email))
    const first = await accept(lena, token)
    expect(await accept(lena, token)).toEqual(first)
    expect(await eventsOf(place)).toEqual(['member.invited', 'invitation.accepted', 'member.joined'])
    expect(await bellOf(place.admin)).toHaveLength(1)
  })

  test('does not bring back whom somebody removed afterwards', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person()
    const token = await mailedSecret(place, await invite(place, lena.email))
    await accept(lena, token)
    const [membership] = await memberships(place, lena)
    await removeMember(place.admin.caller, place.account, { memberId: membership?.id })
    await expect(accept(lena, token)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/used already/),
    })
    expect((await memberships(place, lena)).filter(({ ended_at }) => ended_at === null)).toHaveLength(0)
  })

  test('begins after an expired membership, which ends at its own time', async ({ world }) => {
    const place = await world.organization()
    const until = new Date(Date.now() - 60_000)
    const lena = await world.member(place, 'admin', { until })
    await accept(lena, await mailedSecret(place, await invite(place, lena.email)))
    expect(await memberships(place, lena)).toMatchObject([
      { role: 'admin', ended_at: until },
      { role: 'organization_user', ended_at: null },
    ])
  })

  test('leaves the role of somebody who became a member by another way', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email, 'admin')
    await world.member(place, 'organization_user', { who: lena })
    const result = await accept(lena, await mailedSecret(place, id))
    expect(result).toMatchObject({ wasMember: true, role: 'organization_user' })
    expect(await memberships(place, lena)).toMatchObject([{ role: 'organization_user' }])
    expect(await eventsOf(place)).toEqual(['member.invited', 'invitation.accepted'])
  })

  test('by id is for the proved address alone; for anybody else there is no such invitation', async ({
    world,
  }) => {
    const place = await world.organization()
    const [lena, eve] = [await world.person(), await world.person()]
    const invitationId = await invite(place, lena.email)
    expect(await listMyInvitations(lena.caller, lena.username, {})).toMatchObject([
      {
        id: invitationId,
        organization: place.name,
        handle: place.account,
        role: 'organization_user',
        inviterName: place.admin.name,
      },
    ])
    expect(await listMyInvitations(eve.caller, eve.username, {})).toEqual([])
    await expect(listMyInvitations(eve.caller, lena.username, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    for (const answer of [acceptInvitation, declineInvitation]) {
      await expect(answer(eve.caller, place.account, { invitationId })).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(answer(place.admin.caller, place.account, { invitationId })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    await ownerSql()`update users set email_verified_at = null where id = ${lena.id}`
    expect(await listMyInvitations(lena.caller, lena.username, {})).toEqual([])
    await expect(acceptInvitation(lena.caller, 'me', { invitationId })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await ownerSql()`update users set email_verified_at = now() where id = ${lena.id}`
    await acceptInvitation(lena.caller, 'a forged account', { invitationId })
    expect(await memberships(place, lena)).toHaveLength(1)
    expect(await listMyInvitations(lena.caller, lena.username, {})).toEqual([])
  })

  test('wants one invitation, named once', async ({ world }) => {
    const lena = await world.person()
    const both = { token: UNKNOWN, invitationId: lena.id }
    for (const input of [{}, both])
      await expect(acceptInvitation(lena.caller, 'me', input)).rejects.toMatchObject({ code: 'invalid' })
    for (const token of [UNKNOWN, 'x'])
      await expect(accept(lena, token)).rejects.toMatchObject({ code: 'not_found' })
    await ownerSql()`update sessions set revoked_at = now() where id = ${lena.sessionId}`
    await expect(accept(lena, UNKNOWN)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('declining', () => {
  test('ends the invitation and tells the inviter; it can be sent anew', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email)
    const token = await mailedSecret(place, id)
    await declineInvitation(lena.caller, 'me', { token })
    await declineInvitation(lena.caller, 'me', { token })
    expect(await latest(place, lena.email)).toMatchObject({ state: 'declined', answered_by: lena.id })
    expect(await memberships(place, lena)).toHaveLength(0)
    expect(await eventsOf(place)).toEqual(['member.invited', 'invitation.declined'])
    expect(await bellOf(place.admin)).toMatchObject([{ kind: 'invitation.declined' }])
    expect(await mailsAbout(id)).toEqual(['invitation', 'invitation_declined'])
    await expect(accept(lena, token)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/declined/),
    })
    await accept(lena, await mailedSecret(place, await invite(place, lena.email)))
  })

  test('is for the person it was meant for', async ({ world }) => {
    const place = await world.organization()
    const [lena, eve] = [await world.person(), await world.person()]
    const token = await mailedSecret(place, await invite(place, lena.email))
    await expect(declineInvitation(eve.caller, 'me', { token })).rejects.toMatchObject({ code: 'forbidden' })
    await accept(lena, token)
    await expect(declineInvitation(lena.caller, 'me', { token })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('notifications', () => {
  test('are one’s own: listed in sentences, answerable while open, marked one by one or all', async ({
    world,
  }) => {
    const place = await world.organization()
    const [lena, eve] = [await world.person(), await world.person()]
    const id = await invite(place, lena.email, 'organization_contributor')
    const list = await listNotifications(lena.caller, lena.username, {} as never)
    expect(list.rows).toMatchObject([
      {
        text: `${place.admin.name} invites you to ${place.name} as Organization Contributor.`,
        isRead: false,
        invitation: { id, organization: place.name },
      },
    ])
    await expect(listNotifications(eve.caller, lena.username, {} as never)).rejects.toMatchObject({
      code: 'not_found',
    })
    const given = { notificationId: list.rows[0]?.id }
    expect(await markNotificationsRead(eve.caller, eve.username, given)).toEqual({ count: 0 })
    expect(await markNotificationsRead(lena.caller, lena.username, given)).toEqual({ count: 1 })
    expect((await listNotifications(lena.caller, lena.username, { show: 'unread' } as never)).rows).toEqual(
      [],
    )
    await acceptInvitation(lena.caller, 'me', { invitationId: id })
    const told = await listNotifications(place.admin.caller, place.admin.username, {} as never)
    expect(told.rows[0]).toMatchObject({
      text: `${lena.name} accepted your invitation to ${place.name} and is Organization Contributor now.`,
      href: `/${place.account}/members`,
      invitation: null,
    })
    expect(told.unread.count).toBe(1)
    expect(await markNotificationsRead(place.admin.caller, place.admin.username, {})).toEqual({ count: 1 })
  })
})

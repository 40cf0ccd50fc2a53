import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona } from '@/db/testing/world'
import { acceptInvitation, declineInvitation } from '@/lib/invitations/answer'
import { expire, invite } from '@/lib/invitations/invitation.fixture'
import { revokeInvitation } from '@/lib/invitations/pending'
import { markNotificationsRead, markNotificationUnread } from './commands'
import { listNotifications } from './queries'

const bellOf = async (who: Persona) => (await listNotifications(who.caller, 'me', {})).rows
const mattersOf = async (who: Persona) =>
  (await bellOf(who)).map(({ invitation, isRead }) => [invitation?.state, isRead])

describe('an invitation in the bell says what became of it', () => {
  test('open, then answered by oneself', async ({ world }) => {
    const [place, other, lena] = [
      await world.organization(),
      await world.organization(),
      await world.person(),
    ]
    const first = await invite(place, lena.email)
    expect(await mattersOf(lena)).toEqual([['open', false]])
    await acceptInvitation(lena.caller, 'me', { invitationId: first })
    expect(await mattersOf(lena)).toEqual([['accepted', true]])
    const [accepted] = await bellOf(lena)
    expect(accepted?.invitation).toMatchObject({ organization: place.name, handle: place.account })

    await declineInvitation(lena.caller, 'me', { invitationId: await invite(other, lena.email) })
    expect((await mattersOf(lena))[0]).toEqual(['declined', true])
  })

  test('withdrawn, run out, void since its inviter is no Admin any more', async ({ world }) => {
    const lena = await world.person()
    const [revoked, late, demoted] = await Promise.all([
      world.organization(),
      world.organization(),
      world.organization(),
    ])
    await revokeInvitation(revoked.admin.caller, revoked.account, {
      invitationId: await invite(revoked, lena.email),
    })
    await expire(await invite(late, lena.email))
    const second = await world.member(demoted, 'admin')
    await invite(demoted, lena.email, 'organization_user', second)
    await ownerSql()`update members set ended_at = now() where org_id = ${demoted.id} and user_id = ${second.id}`
    const byOrganization = Object.fromEntries(
      (await bellOf(lena)).map(({ invitation }) => [invitation?.organization, invitation?.state]),
    )
    expect(byOrganization).toEqual({
      [revoked.name]: 'revoked',
      [late.name]: 'expired',
      [demoted.name]: 'void',
    })
  })

  test('gone with its organization: that is for members to know, for others it was withdrawn', async ({
    world,
  }) => {
    const [place, lena, omar] = [await world.organization(), await world.person(), await world.person()]
    await acceptInvitation(lena.caller, 'me', { invitationId: await invite(place, lena.email) })
    await invite(place, omar.email)
    await ownerSql()`update organizations set deleted_at = now() where org_id = ${place.id}`
    expect(await mattersOf(lena)).toMatchObject([['gone', true]])
    expect(await mattersOf(omar)).toMatchObject([['revoked', false]])
  })

  test('answered by another account that has the address now', async ({ world }) => {
    const [place, lena] = [await world.organization(), await world.person()]
    const id = await invite(place, lena.email)
    await ownerSql()`update users set email = ${`x${lena.email}`}, email_normalized = ${`x${lena.email}`} where id = ${lena.id}`
    await ownerSql()`delete from user_emails where user_id = ${lena.id} and email_normalized = ${lena.email}`
    expect(await mattersOf(lena)).toEqual([['kept', false]])
    const heir = await world.person({ email: lena.email })
    await acceptInvitation(heir.caller, 'me', { invitationId: id })
    expect(await mattersOf(lena)).toEqual([['answered', true]])
    expect(await mattersOf(heir)).toEqual([['accepted', true]])
  })
})

test('one is marked as read and as unread again, by its owner alone', async ({ world }) => {
  const [place, lena, eve] = [await world.organization(), await world.person(), await world.person()]
  await invite(place, lena.email)
  const [row] = await bellOf(lena)
  const given = { notificationId: row?.id ?? '' }
  const isRead = async () => (await bellOf(lena))[0]?.isRead

  expect(await markNotificationsRead(lena.caller, 'me', given)).toEqual({ count: 1 })
  expect(await isRead()).toBe(true)
  expect(await markNotificationUnread(eve.caller, 'me', given)).toEqual({ count: 0 })
  expect(await isRead()).toBe(true)
  expect(await markNotificationUnread(lena.caller, 'me', given)).toEqual({ count: 1 })
  expect(await isRead()).toBe(false)
  expect(await markNotificationUnread(lena.caller, 'me', given)).toEqual({ count: 0 })
})

import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { changeMemberRole, removeMember } from '@/lib/members/commands'
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
import { PER_ADDRESS_AND_DAY } from './limits'
import { copyInvitationLink, renewInvitation, resendInvitation, revokeInvitation } from './pending'
import { findInvitation, listMyInvitations } from './queries'

describe('a pending invitation', () => {
  test('is sent again: old links end, mailed and copied, and the date stays', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email)
    const old = [await mailedSecret(place, id), await copiedSecret(place, id)]
    const before = await latest(place, lena.email)
    await resendInvitation(place.admin.caller, place.account, { invitationId: id })
    for (const token of old) {
      expect(await findInvitation(token, lena.caller)).toMatchObject({ state: 'replaced' })
      await expect(accept(lena, token)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/newer/),
      })
    }
    const after = await latest(place, lena.email)
    expect(after).toMatchObject({ id, expires_at: before?.expires_at })
    expect(after?.sent_at > before?.sent_at).toBe(true)
    expect(await mailsAbout(id)).toEqual(['invitation']) // the one that still waited was replaced
    expect(await eventsOf(place)).toEqual(['member.invited', 'invitation.linkCopied', 'invitation.resent'])
    await accept(lena, await mailedSecret(place, id))
  })

  test('has any number of copied links, each alive beside the mailed one, built from the portal’s own address', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email)
    const mailed = await mailedSecret(place, id)
    const { url } = await copyInvitationLink(place.admin.caller, place.account, { invitationId: id })
    expect(url).toMatch(/^http:\/\/localhost:3000\/invitations\/[A-Za-z0-9_-]{43}$/)
    const secrets = [mailed, await copiedSecret(place, id), await copiedSecret(place, id)]
    expect(new Set(secrets).size).toBe(3)
    for (const token of secrets)
      expect(await findInvitation(token, lena.caller)).toMatchObject({ state: 'pending' })
    const kept = await ownerSql()`select token_hash from invitation_links where invitation_id = ${id}`
    expect(kept).toHaveLength(4)
    for (const { token_hash } of kept) expect(secrets).not.toContain(token_hash.toString())
  })

  test('that expired is renewed, and only then: full time, new mail, whoever renews invites now', async ({
    world,
  }) => {
    const place = await world.organization()
    const second = await world.member(place, 'admin')
    const lena = await world.person()
    const id = await invite(place, lena.email)
    const given = { invitationId: id }
    await expect(renewInvitation(place.admin.caller, place.account, given)).rejects.toMatchObject({
      code: 'conflict',
    })
    const old = await mailedSecret(place, id)
    await expire(id)
    await expect(resendInvitation(place.admin.caller, place.account, given)).rejects.toMatchObject({
      code: 'expired',
    })
    await expect(copyInvitationLink(place.admin.caller, place.account, given)).rejects.toMatchObject({
      code: 'expired',
    })
    await expect(accept(lena, old)).rejects.toMatchObject({ code: 'expired' })
    await renewInvitation(second.caller, place.account, given)
    const row = await latest(place, lena.email)
    expect(row).toMatchObject({ id, invited_by: second.id, inviter_name: second.name })
    expect(row?.expires_at.getTime() - Date.now()).toBeCloseTo(7 * 86_400_000, -5)
    await expect(accept(lena, old)).rejects.toMatchObject({ code: 'conflict' })
    await accept(lena, await mailedSecret(place, id))
    expect(await bellOf(second)).toMatchObject([{ kind: 'invitation.accepted' }])
  })

  test('is deleted with all its links, expired or not', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person()
    const id = await invite(place, lena.email)
    const secrets = [await mailedSecret(place, id), await copiedSecret(place, id)]
    await revokeInvitation(place.admin.caller, place.account, { invitationId: id })
    for (const token of secrets) {
      expect(await findInvitation(token, lena.caller)).toMatchObject({ state: 'revoked' })
      await expect(accept(lena, token)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/withdrawn/),
      })
    }
    const alive =
      await ownerSql()`select 1 from invitation_links where invitation_id = ${id} and revoked_at is null`
    expect(alive).toHaveLength(0)
    await expect(mailedSecret(place, id)).rejects.toThrow(/makes no link/)
    expect(await bellOf(lena)).toMatchObject([{ kind: 'invitation.received', read_at: expect.any(Date) }])
    await expect(
      revokeInvitation(place.admin.caller, place.account, { invitationId: id }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const expired = await invite(place, lena.email)
    await expire(expired)
    await revokeInvitation(place.admin.caller, place.account, { invitationId: expired })
    expect(await invite(place, lena.email)).not.toBe(expired)
  })

  test('of another organization is not found, and nobody but an Admin touches one', async ({ world }) => {
    const [place, elsewhere] = [await world.organization(), await world.organization()]
    const lena = await world.person()
    const id = await invite(place, lena.email)
    const contributor = await world.member(place, 'organization_contributor')
    for (const command of [resendInvitation, renewInvitation, copyInvitationLink, revokeInvitation]) {
      const given = { invitationId: id }
      await expect(command(elsewhere.admin.caller, elsewhere.account, given)).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(command(elsewhere.admin.caller, place.account, given)).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(command(contributor.caller, place.account, given)).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(command(place.admin.caller, place.account, { invitationId: 'x' })).rejects.toMatchObject({
        code: 'invalid',
      })
    }
    expect(await latest(place, lena.email)).toMatchObject({ state: 'pending' })
  })

  test('is not sent again without end', async ({ world }) => {
    const place = await world.organization()
    const id = await invite(place, (await world.person()).email)
    for (let i = 1; i < PER_ADDRESS_AND_DAY; i++)
      await resendInvitation(place.admin.caller, place.account, { invitationId: id })
    await expect(
      resendInvitation(place.admin.caller, place.account, { invitationId: id }),
    ).rejects.toMatchObject({ code: 'rate_limited' })
  })
})

describe('the inviter’s removal or demotion', () => {
  for (const how of ['removed', 'demoted'] as const)
    test(`voids what they sent, and says so: ${how}`, async ({ world }) => {
      const place = await world.organization()
      const max = await world.member(place, 'admin')
      const lena = await world.person()
      const id = await invite(place, lena.email, 'team_contributor', max)
      const other = await invite(place, (await world.person()).email)
      const token = await mailedSecret(place, id)
      if (how === 'removed') await removeMember(place.admin.caller, place.account, { memberId: max.memberId })
      else
        await changeMemberRole(place.admin.caller, place.account, {
          memberId: max.memberId,
          role: 'organization_user',
        })
      expect(await latest(place, lena.email)).toMatchObject({ state: 'void' })
      await expect(accept(lena, token)).rejects.toMatchObject({
        message: expect.stringMatching(/can no longer invite/),
      })
      expect(await findInvitation(token, lena.caller)).toMatchObject({ state: 'void' })
      expect(await listMyInvitations(lena.caller, lena.username, {})).toEqual([])
      expect(await eventsOf(place)).toContain('invitation.voided')
      const [kept] = await ownerSql()`select state from invitations where id = ${other}`
      expect(kept?.state).toBe('pending')
      expect(await invite(place, lena.email)).not.toBe(id)
    })

  test('is looked at again on accepting, where nothing voided the invitation', async ({ world }) => {
    const place = await world.organization()
    const max = await world.member(place, 'admin', { until: new Date(Date.now() + 60_000) })
    const lena = await world.person()
    const id = await invite(place, lena.email, 'organization_user', max)
    const token = await mailedSecret(place, id)
    await ownerSql()`update members set expires_at = now() - interval '1 second' where id = ${max.memberId}`
    await expect(accept(lena, token)).rejects.toMatchObject({
      message: expect.stringMatching(/can no longer invite/),
    })
    expect(await memberships(place, lena)).toHaveLength(0)
    await resendInvitation(place.admin.caller, place.account, { invitationId: id })
    await accept(lena, await mailedSecret(place, id))
    expect(await latest(place, lena.email)).toMatchObject({ invited_by: place.admin.id })
  })
})

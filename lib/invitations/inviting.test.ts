import { describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { inviteMembers } from './commands'
import { bellOf, eventsOf, expire, invite, latest, mailedSecret, mailsAbout } from './invitation.fixture'
import { PER_ADDRESS_AND_DAY } from './limits'
import { findInvitation, listInvitations } from './queries'
import { InvitationsSearch } from './schemas'

let serial = 0
const fresh = () => `somebody-${process.pid}-${Date.now()}-${serial++}@example.test`
const anySearch = (search: Record<string, unknown> = {}) => search as InvitationsSearch

describe('inviting', () => {
  test('gives every address its own result, mails once each, and writes it down', async ({ world }) => {
    const place = await world.organization()
    const member = await world.member(place, 'team_contributor')
    const [one, two, waiting] = [fresh(), fresh(), fresh()]
    await invite(place, waiting)
    const { results } = await inviteMembers(place.admin.caller, place.account, {
      emails: `New One <${one}>, ${two.toUpperCase()}; ${member.email}\n${waiting} nobody lena＠example.test ${one}`,
      role: 'organization_contributor',
    })
    expect(results.map(({ address, outcome }) => [address, outcome])).toEqual([
      [one, 'invited'],
      [two.toUpperCase(), 'invited'],
      [member.email, 'member_already'],
      [waiting, 'invited_already'],
      ['nobody', 'not_an_address'],
      ['lena＠example.test', 'refused'],
    ])
    expect(results[5]?.reason).toMatch(/only looks like @/)
    const row = await latest(place, two)
    expect(row).toMatchObject({
      role: 'organization_contributor',
      state: 'pending',
      invited_by: place.admin.id,
    })
    expect(row?.expires_at.getTime() - Date.now()).toBeCloseTo(7 * 86_400_000, -5)
    expect(await mailsAbout(row?.id)).toEqual(['invitation'])
    expect(await mailsAbout((await latest(place, waiting))?.id)).toEqual(['invitation'])
    expect(await eventsOf(place)).toEqual(['member.invited', 'member.invited', 'member.invited'])
  })

  test('somebody who is a member by another of their addresses is one, and learns of no other people', async ({
    world,
  }) => {
    const place = await world.organization()
    const [member, stranger] = [await world.member(place, 'team_contributor'), await world.person()]
    const [own, claimed, theirs] = [fresh(), fresh(), fresh()]
    await ownerSql()`
      insert into user_emails (user_id, email, email_normalized, verified_at)
      values (${member.id}, ${own}, ${own}, now()), (${member.id}, ${claimed}, ${claimed}, null), (${stranger.id}, ${theirs}, ${theirs}, now())`
    const { results } = await inviteMembers(place.admin.caller, place.account, {
      emails: [own, claimed, theirs].join(),
      role: 'admin',
    })
    expect(results.map(({ outcome }) => outcome)).toEqual(['member_already', 'invited', 'invited'])
    expect(await latest(place, own)).toBeUndefined()
  })

  test('changes nothing where no address is one, there are too many, or the role is none', async ({
    world,
  }) => {
    const place = await world.organization()
    const inviting = (emails: string, role = 'admin') =>
      inviteMembers(place.admin.caller, place.account, { emails, role: role as 'admin' })
    await expect(inviting('lena')).rejects.toMatchObject({
      code: 'invalid',
      fields: { emails: expect.stringMatching(/“lena” is not/) },
    })
    await expect(inviting(' , ')).rejects.toMatchObject({
      code: 'invalid',
      fields: { emails: expect.stringMatching(/at least one/) },
    })
    await expect(inviting(Array.from({ length: 101 }, fresh).join())).rejects.toMatchObject({
      fields: { emails: expect.stringMatching(/101 addresses/) },
    })
    await expect(inviting(fresh(), 'owner')).rejects.toMatchObject({
      fields: { role: 'Choose one of the roles.' },
    })
    expect(await eventsOf(place)).toEqual([])
  })

  test('is for Admins, of this organization', async ({ world }) => {
    const place = await world.organization()
    const stranger = await world.person()
    const emails = fresh()
    for (const role of [
      'organization_contributor',
      'team_contributor',
      'organization_user',
      'financial_manager',
      'infrastructure_manager',
    ] as const) {
      const member = await world.member(place, role)
      await expect(inviteMembers(member.caller, place.account, { emails, role })).rejects.toMatchObject({
        code: 'forbidden',
        permission: 'member.manage',
      })
      await expect(listInvitations(member.caller, place.account, anySearch())).rejects.toMatchObject({
        code: role === 'team_contributor' ? 'not_found' : 'forbidden', // what is not theirs to see does not exist for them
        permission: 'invitation.view',
      })
    }
    await expect(
      inviteMembers(stranger.caller, place.account, { emails, role: 'admin' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await latest(place, emails)).toBeUndefined()
  })

  test('renews an expired invitation of the same address: new role, full time, old links dead', async ({
    world,
  }) => {
    const place = await world.organization()
    const email = fresh()
    const id = await invite(place, email, 'organization_user')
    const old = await mailedSecret(place, id)
    await expire(id)
    const second = await world.member(place, 'admin')
    const { results } = await inviteMembers(second.caller, place.account, {
      emails: email,
      role: 'team_contributor',
    })
    expect(results).toMatchObject([
      { outcome: 'invited', reason: expect.stringMatching(/expired and was renewed/) },
    ])
    expect(await latest(place, email)).toMatchObject({
      id,
      role: 'team_contributor',
      invited_by: second.id,
      inviter_name: second.name,
    })
    expect(await findInvitation(old, second.caller)).toMatchObject({ state: 'replaced' })
    expect(await eventsOf(place)).toEqual(['member.invited', 'invitation.renewed'])
  })

  test('rings the bell of those who have an account with that proved address, and tells the inviter nothing', async ({
    world,
  }) => {
    const place = await world.organization()
    const proved = await world.person()
    const unproved = await world.person({ isVerified: false })
    const { results } = await inviteMembers(place.admin.caller, place.account, {
      emails: [proved.email.toUpperCase(), unproved.email, fresh()].join(),
      role: 'organization_user',
    })
    expect(new Set(results.map(({ outcome, reason }) => `${outcome} ${reason}`))).toEqual(
      new Set(['invited null']),
    )
    expect(await bellOf(proved)).toMatchObject([
      {
        kind: 'invitation.received',
        read_at: null,
        detail: { organization: place.name, by: place.admin.name, role: 'organization_user' },
      },
    ])
    expect(await bellOf(unproved)).toEqual([])
  })

  test('keeps one live invitation for each address, also when two Admins are at it at once', async ({
    world,
  }) => {
    const place = await world.organization()
    const second = await world.member(place, 'admin')
    const emails = Array.from({ length: 40 }, fresh)
    const both = await Promise.all([
      inviteMembers(place.admin.caller, place.account, { emails: emails.join(), role: 'organization_user' }),
      inviteMembers(second.caller, place.account, {
        emails: emails.toReversed().join(),
        role: 'team_contributor',
      }),
    ])
    const invited = both.flatMap(({ results }) => results).filter(({ outcome }) => outcome === 'invited')
    expect(invited).toHaveLength(40)
    const [row] = await ownerSql()`select count(*)::int as n from invitations where org_id = ${place.id}`
    expect(row?.n).toBe(40)
  })

  test('is limited an hour, and then nobody of the form is invited', async ({ world }) => {
    const place = await world.organization()
    await ownerSql()`insert into rate_limits (key, points, expire) values (${`invite:org:${place.id}`}, ${499}, ${Date.now() + 600_000})`
    const emails = [fresh(), fresh()]
    await expect(
      inviteMembers(place.admin.caller, place.account, { emails: emails.join(), role: 'organization_user' }),
    ).rejects.toMatchObject({ code: 'rate_limited', message: expect.stringMatching(/10 minutes/) })
    expect(await latest(place, emails[0] ?? '')).toBeUndefined()
    await invite(place, emails[0] ?? '')
    await ownerSql()`update rate_limits set expire = ${Date.now() - 1} where key = ${`invite:org:${place.id}`}`
    await invite(place, emails[1] ?? '')
  })

  test('writes to one address only so often a day, and only that address is refused', async ({ world }) => {
    const place = await world.organization()
    const often = fresh()
    for (let i = 0; i < PER_ADDRESS_AND_DAY; i++) {
      const id = await invite(place, often)
      await ownerSql()`update invitations set state = 'revoked' where id = ${id}`
    }
    const { results } = await inviteMembers(place.admin.caller, place.account, {
      emails: `${often} ${fresh()}`,
      role: 'admin',
    })
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'invited'])
    const elsewhere = await world.organization()
    await invite(elsewhere, often)
  })
})

describe('the list of invitations', () => {
  test('shows the open ones with what may be done, expired ones too, and what became of the mail', async ({
    world,
  }) => {
    const place = await world.organization()
    const [open, old, gone] = [fresh(), fresh(), fresh()]
    const openId = await invite(place, open, 'admin')
    const oldId = await invite(place, old)
    await ownerSql()`update invitations set state = 'revoked' where id = ${await invite(place, gone)}`
    await expire(oldId)
    await ownerSql()`insert into mails (org_id, subject_id, template, to_address, status) values (${place.id}, ${openId}, 'invitation', ${open}, 'failed')`
    const list = await listInvitations(
      place.admin.caller,
      place.account,
      anySearch({ sort: 'sent', dir: 'asc' }),
    )
    expect(list.total).toEqual({ count: 2, isMore: false })
    expect(list.rows).toMatchObject([
      {
        email: open,
        role: 'admin',
        inviterName: place.admin.name,
        isExpired: false,
        mail: 'failed',
        can: { resend: true, copyLink: true, revoke: true, renew: false },
      },
      {
        email: old,
        isExpired: true,
        mail: 'waiting',
        can: { resend: false, copyLink: false, revoke: true, renew: true },
      },
    ])
    expect(Object.keys(list.rows[0] ?? {})).not.toContain('emailNormalized')
  })

  test('is searched, filtered, sorted and paged through in both directions', async ({ world }) => {
    const place = await world.organization()
    const mark = `m${Date.now()}${serial++}`
    const emails = Array.from({ length: 60 }, (_, i) => `${mark}-${String(i).padStart(2, '0')}@example.test`)
    await inviteMembers(place.admin.caller, place.account, {
      emails: emails.slice(0, 30).join(),
      role: 'admin',
    })
    await inviteMembers(place.admin.caller, place.account, {
      emails: emails.slice(30).join(),
      role: 'financial_manager',
    })
    await expire((await latest(place, emails[7] ?? ''))?.id)
    const list = (search: Record<string, unknown>) =>
      listInvitations(place.admin.caller, place.account, anySearch(search))
    for (const sort of ['email', 'sent', 'expires', 'role'])
      for (const dir of ['asc', 'desc']) {
        const first = await list({ sort, dir, size: 25 })
        const second = await list({ sort, dir, size: 25, cursor: first.next })
        const third = await list({ sort, dir, size: 25, cursor: second.next })
        const seen = [first, second, third].flatMap(({ rows }) => rows.map(({ email }) => email))
        expect(new Set(seen).size, `${sort} ${dir}`).toBe(60)
        expect(third.next).toBeNull()
        const back = await list({ sort, dir, size: 25, cursor: third.previous })
        expect(back.rows).toEqual(second.rows)
        if (sort === 'email') expect(seen).toEqual(dir === 'asc' ? emails : emails.toReversed())
      }
    expect((await list({ q: '-07@EXAMPLE' })).rows.map(({ email }) => email)).toEqual([emails[7]])
    expect((await list({ status: 'expired' })).matching.count).toBe(1)
    expect((await list({ status: 'pending', role: 'admin' })).matching.count).toBe(29)
    expect((await list({ q: '%' })).rows).toEqual([])
  })

  test('takes whatever stands in an address: a bad one shows the list', () => {
    const search = InvitationsSearch.parse({
      q: ['a', 'b'],
      role: 'king',
      status: '',
      sort: "'; drop",
      dir: 5,
      size: '7',
      cursor: { a: 1 },
    })
    expect(search).toEqual({
      q: 'a',
      role: undefined,
      status: undefined,
      sort: 'sent',
      dir: 'desc',
      size: 50,
      cursor: undefined,
    })
  })

  test('tells nothing of another organization, nor to whom has not entered', async ({ world }) => {
    const [mine, theirs] = [await world.organization(), await world.organization()]
    const id = await invite(theirs, fresh())
    await ownerSql()`insert into mails (org_id, subject_id, template, to_address, status) values (${theirs.id}, ${id}, 'invitation', 'x', 'sent')`
    expect((await listInvitations(mine.admin.caller, mine.account, anySearch())).rows).toEqual([])
    await database().begin(async (tx) => {
      const mails = () => tx`select * from invitation_mails(array[${id}]::uuid[])`
      expect(await mails()).toEqual([])
      await tx`select enter(${mine.admin.id}::uuid, ${mine.admin.sessionId}::uuid, ${mine.account}, null)`
      expect(await mails()).toEqual([])
      await tx`select enter(${theirs.admin.id}::uuid, ${theirs.admin.sessionId}::uuid, ${theirs.account}, null)`
      expect(await mails()).toMatchObject([{ status: 'sent' }])
    })
    await database()`select tell_invitees(${JSON.stringify([{ id, email: mine.admin.email, detail: {} }])}::text::jsonb)`
    expect(await bellOf(mine.admin)).toEqual([])
  })
})

import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { bellOf, eventsOf, expire, invite, latest, mailedSecret } from '@/lib/invitations/invitation.fixture'
import { PER_ADDRESS_AND_DAY } from '@/lib/invitations/limits'
import { findInvitation } from '@/lib/invitations/queries'
import {
  batchOf,
  check,
  draft,
  fresh,
  freshOnes,
  invitationsOf,
  send,
  settle,
  spreadJobs,
} from './batch.fixture'
import { discardInvitationDraft, draftInvitations, mendInvitationLines } from './commands'
import { listInvitationBatches, reviewInvitationDraft } from './queries'

const bare = (batchId: string) => ({ batchId, line: undefined, out: undefined, words: undefined })

describe('checking a list before it is sent', () => {
  test('says of every line what would become of it', async ({ world }) => {
    const place = await world.organization()
    const member = await world.member(place, 'organization_user')
    const [invited, expired, often, twice, plain] = freshOnes(5) as [string, string, string, string, string]
    await invite(place, invited)
    await expire(await invite(place, expired))
    for (let i = 0; i < PER_ADDRESS_AND_DAY; i++)
      await ownerSql()`update invitations set state = 'revoked' where id = ${await invite(place, often)}`
    const other = fresh()
    await ownerSql()`insert into user_emails (user_id, email, email_normalized, verified_at) values (${member.id}, ${other}, ${other}, now())`
    const text = [
      `${plain},Admin`,
      'nobody',
      `${fresh()},King`,
      `${twice},Admin`,
      `${twice.toUpperCase()},Organization User`,
      member.email,
      other,
      invited,
      expired,
      often,
    ].join('\n')
    const { rows, counts, unknownRoles } = await check(place, await draft(place, text))
    expect(rows.map(({ verdict, role, sameAs, roleHeld }) => [verdict, role, sameAs ?? roleHeld])).toEqual([
      ['new', 'admin', null],
      ['bad_address', 'team_contributor', null],
      ['bad_role', null, null],
      ['new', 'admin', null],
      ['duplicate', 'organization_user', 4],
      ['member', 'team_contributor', 'organization_user'],
      ['member', 'team_contributor', 'organization_user'],
      ['invited', 'team_contributor', null],
      ['renew', 'team_contributor', null],
      ['over_limit', 'team_contributor', null],
    ])
    expect(counts).toMatchObject({ all: 10, mistakes: 2, invited: 3, skipped: 5 })
    expect(unknownRoles).toEqual([{ words: 'King', lines: 1 }])
  })

  test('is paged in both directions and shows the mistakes alone', async ({ world }) => {
    const place = await world.organization()
    const lines = freshOnes(130).map((email, at) => (at % 10 === 9 ? `mistake ${at}` : email))
    const id = await draft(place, lines.join('\n'))
    const first = await check(place, id)
    expect([first.rows.length, first.previous, first.next]).toEqual([50, null, 50])
    const last = await check(place, id, { after: 100 })
    expect([last.rows.map(({ line }) => line).at(-1), last.previous, last.next]).toEqual([130, 101, null])
    const back = await check(place, id, { before: 101 })
    expect([back.rows[0]?.line, back.rows.at(-1)?.line, back.previous, back.next]).toEqual([51, 100, 51, 100])
    expect((await check(place, id, { before: 51 })).previous).toBeNull()
    const mistakes = await check(place, id, { show: 'mistakes' })
    expect(mistakes.rows.map(({ typed }) => typed)).toEqual(
      lines.filter((line) => line.startsWith('mistake')),
    )
    expect([mistakes.previous, mistakes.next]).toEqual([null, null])
  })

  test('takes what is mended in place, line by line and role by role, and nothing else', async ({
    world,
  }) => {
    const place = await world.organization()
    const { caller } = place.admin
    const [a, b, c] = freshOnes(3) as [string, string, string]
    const batchId = await draft(place, `nobody\n${a},Amdin\n${b},Amdin\n${c},King\nelse`)
    const mend = (fields: object) =>
      mendInvitationLines(caller, place.account, { ...bare(batchId), ...fields })
    await mend({ words: ['King', 'Amdin'], 'means.1': 'admin' })
    const email = fresh()
    await mend({
      line: ['1', '4', '5'],
      'email.1': ` ${email} `,
      'role.1': 'organization_user',
      'role.4': 'nonsense',
      'email.5': 'still not',
      'email.2': fresh(),
      out: '4',
    })
    const { rows } = await check(place, batchId)
    expect(rows.map(({ typed, email, role, verdict }) => [email ?? typed, role, verdict])).toEqual([
      [email, 'organization_user', 'new'],
      [a, 'admin', 'new'],
      [b, 'admin', 'new'],
      [c, null, 'left_out'],
      ['still not', 'team_contributor', 'bad_address'],
    ])
  })

  test('finds duplicates anew after each mending', async ({ world }) => {
    const place = await world.organization()
    const email = fresh()
    const batchId = await draft(place, `${email}\nnobody`)
    const mend = (fields: object) =>
      mendInvitationLines(place.admin.caller, place.account, { ...bare(batchId), ...fields })
    const verdicts = async () => (await check(place, batchId)).rows.map(({ verdict }) => verdict)
    await mend({ line: '2', 'email.2': email })
    expect(await verdicts()).toEqual(['new', 'duplicate'])
    await mend({ line: '1', out: '1' })
    expect(await verdicts()).toEqual(['left_out', 'new'])
  })

  test('refuses an empty list and more than 10,000 lines, and keeps no draft of them', async ({ world }) => {
    const place = await world.organization()
    const drafting = (text: string) =>
      draftInvitations(place.admin.caller, place.account, { text, role: 'admin' })
    await expect(drafting(' \n ')).rejects.toMatchObject({
      code: 'invalid',
      fields: { text: expect.any(String) },
    })
    await expect(drafting('email,role\n')).rejects.toMatchObject({ code: 'invalid' })
    const many = Array.from({ length: 10_001 }, (_, i) => `p${i}@example.test`).join('\n')
    await expect(drafting(many)).rejects.toMatchObject({ fields: { text: expect.stringMatching(/10,001/) } })
    expect((await listInvitationBatches(place.admin.caller, place.account, {})).batches).toEqual([])
  })

  test('belongs to whoever pasted it: another Admin finds nothing, a contributor is refused', async ({
    world,
  }) => {
    const place = await world.organization()
    const other = await world.member(place, 'admin')
    const user = await world.member(place, 'organization_contributor')
    const elsewhere = await world.organization()
    const batchId = await draft(place, fresh())
    await expect(check(place, batchId, {}, other)).rejects.toMatchObject({ code: 'not_found' })
    await expect(send(place, batchId, '', other)).rejects.toMatchObject({ code: 'not_found' })
    await expect(discardInvitationDraft(other.caller, place.account, { batchId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(check(elsewhere, batchId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(check(place, batchId, {}, user)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(draft(place, fresh(), { by: user })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await invitationsOf(place)).toEqual([])
  })
})

describe('sending a list', () => {
  test('invites whom it can, leaves the rest out, and says so', async ({ world }) => {
    const place = await world.organization()
    const known = await world.person()
    const [expired, invited] = freshOnes(2) as [string, string]
    const old = await invite(place, expired)
    const secret = await mailedSecret(place, old)
    await expire(old)
    await invite(place, invited)
    const others = freshOnes(3)
    const text = [
      ...others.map((email) => `${email},Admin`),
      `${known.email},`,
      expired,
      invited,
      'nobody',
    ].join('\n')
    const batchId = await draft(place, text, { role: 'organization_user' })
    const review = await reviewInvitationDraft(place.admin.caller, place.account, { batchId })
    expect(review.roles).toEqual([
      { role: 'admin', count: 3 },
      { role: 'organization_user', count: 2 },
    ])
    const before = (await eventsOf(place)).length
    expect(await send(place, batchId, 'Welcome!')).toEqual({ batchId, handle: place.account })
    const rows = await invitationsOf(place)
    expect(
      rows
        .filter(({ batch_id }) => batch_id === batchId)
        .map(({ role }) => role)
        .sort(),
    ).toEqual(['admin', 'admin', 'admin', 'organization_user', 'organization_user'])
    expect((await latest(place, expired))?.id).toBe(old)
    expect(await findInvitation(secret, known.caller)).toMatchObject({ state: 'replaced' })
    expect((await eventsOf(place)).slice(before).sort()).toEqual([
      'invitation.renewed',
      'invitations.sent',
      ...Array(4).fill('member.invited'),
    ])
    expect(await bellOf(known)).toMatchObject([
      {
        kind: 'invitation.received',
        detail: {
          organization: place.name,
          handle: place.account,
          by: place.admin.name,
          role: 'organization_user',
        },
      },
    ])
    const [job, ...more] = await spreadJobs(batchId)
    expect(more).toEqual([])
    expect(job?.invitationIds).toHaveLength(5)
    const { batch, progress } = await batchOf(place, batchId)
    expect(batch.outcome).toMatchObject({ new: 4, renew: 1, invited: 1, bad_address: 1 })
    expect(progress).toMatchObject({ mails: 5, waiting: 5, sent: 0, isOver: false })
  })

  test('invites those anew who wait for one already, where that is asked', async ({ world }) => {
    const place = await world.organization()
    const email = fresh()
    const id = await invite(place, email)
    const secret = await mailedSecret(place, id)
    const batchId = await draft(place, `${email},Admin`)
    expect((await check(place, batchId)).counts.invited).toBe(0)
    await expect(send(place, batchId)).rejects.toMatchObject({ code: 'invalid' })
    await mendInvitationLines(place.admin.caller, place.account, { ...bare(batchId), again: 'yes' })
    expect((await check(place, batchId)).counts.invited).toBe(1)
    await send(place, batchId)
    expect(await latest(place, email)).toMatchObject({ id, role: 'admin' })
    expect(await findInvitation(secret, place.admin.caller)).toMatchObject({ state: 'replaced' })
  })

  test('twice is once, and a sent draft is not mended any more', async ({ world }) => {
    const place = await world.organization()
    const batchId = await draft(place, freshOnes(3).join())
    const both = await Promise.all([send(place, batchId), send(place, batchId)])
    expect(both).toEqual([both[0], both[0]])
    expect(await invitationsOf(place)).toHaveLength(3)
    expect(await spreadJobs(batchId)).toHaveLength(1)
    await expect(
      mendInvitationLines(place.admin.caller, place.account, { ...bare(batchId), line: '1', out: '1' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a draft that was thrown away is gone', async ({ world }) => {
    const place = await world.organization()
    const batchId = await draft(place, fresh())
    await discardInvitationDraft(place.admin.caller, place.account, { batchId })
    await expect(send(place, batchId)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listInvitationBatches(place.admin.caller, place.account, {})).batches).toEqual([])
  })

  test('a message has a limit', async ({ world }) => {
    const place = await world.organization()
    const batchId = await draft(place, fresh())
    await expect(send(place, batchId, 'x'.repeat(1001))).rejects.toMatchObject({
      fields: { message: expect.stringMatching(/1,000/) },
    })
    await send(place, batchId, `${'x'.repeat(998)}\r\n `)
  })
})

describe('limits', () => {
  test('a new organization invites 500 an hour: what is left is said, and the draft stays', async ({
    world,
  }) => {
    const place = await world.organization()
    const review = async (batchId: string) =>
      (await reviewInvitationDraft(place.admin.caller, place.account, { batchId })).allowance
    const first = await draft(place, freshOnes(300).join('\n'))
    expect(await review(first)).toMatchObject({ most: 500, left: 500 })
    await send(place, first)
    const second = await draft(place, freshOnes(201).join('\n'))
    expect(await review(second)).toMatchObject({ most: 500, left: 200 })
    await expect(send(place, second)).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringMatching(/200 .*500 .*60 minutes/),
    })
    expect(await invitationsOf(place)).toHaveLength(300)
    await mendInvitationLines(place.admin.caller, place.account, { ...bare(second), line: '7', out: '7' })
    await send(place, second)
    expect(await invitationsOf(place)).toHaveLength(500)
  })

  test('one that is a week old, has 25 members, or belongs to the operator invites 12,000', async ({
    world,
  }) => {
    const most = async (place: Awaited<ReturnType<typeof world.organization>>) =>
      (
        await reviewInvitationDraft(place.admin.caller, place.account, {
          batchId: await draft(place, fresh()),
        })
      ).allowance.most
    const old = await world.organization()
    expect(await most(old)).toBe(500)
    await settle(old)
    expect(await most(old)).toBe(12_000)
    const large = await world.organization()
    for (let i = 1; i < 24; i++) await world.member(large, 'organization_user')
    expect(await most(large)).toBe(500)
    await world.member(large, 'organization_user')
    expect(await most(large)).toBe(12_000)
    const operated = await world.organization()
    await ownerSql()`update users set is_operator = true where id = ${operated.admin.id}`
    expect(await most(operated)).toBe(12_000)
  })

  test('counts one mail to each address', async ({ world }) => {
    const place = await world.organization()
    const email = fresh()
    for (let i = 0; i < PER_ADDRESS_AND_DAY; i++) {
      const batchId = await draft(place, `${email}\n${fresh()}`, { again: 'yes' })
      expect((await check(place, batchId)).rows[0]?.verdict).toBe(i === 0 ? 'new' : 'renew')
      await send(place, batchId)
    }
    const batchId = await draft(place, email, { again: 'yes' })
    expect((await check(place, batchId)).rows[0]?.verdict).toBe('over_limit')
  })
})

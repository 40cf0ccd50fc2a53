import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Place } from '@/db/testing/world'
import { removeMember } from '@/lib/members/commands'
import { listMembers } from '@/lib/members/queries'
import { createAppKey } from './app-keys'
import { createToken, updateToken } from './commands'
import {
  approveToken,
  changeTokenPolicy,
  listOrganizationTokens,
  refuseToken,
  reviewTokenPolicy,
  revokeToken,
} from './organization'
import { listTokens } from './queries'
import { readTokenSecret } from './secret'

const names = async (place: Place, input = {}) =>
  (await listOrganizationTokens(place.admin.caller, place.account, input)).rows.map(({ name }) => name)
const program = (secret: string) => ({
  actor: { kind: 'token' as const, hash: readTokenSecret(secret) ?? new Uint8Array(), asks: [] },
  origin: { requestId: 'test', address: null, userAgent: null },
})

describe('an Admin', () => {
  test('sees every token that reaches the organization, and none that does not', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const elsewhere = await world.organization()
    const lena = await world.member(place, 'organization_contributor')
    await world.member(elsewhere, 'organization_contributor', { who: lena })
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, ['Apps:Get'])
    await createToken(lena.caller, 'me', { name: 'free', access: 'all' })
    await createToken(lena.caller, 'me', { name: 'bound', access: 'read', to: place.account })
    await createToken(lena.caller, 'me', { name: 'elsewhere', access: 'all', to: elsewhere.account })
    await createToken(lena.caller, 'me', { name: 'own', access: 'all', to: 'me' })
    await createToken(guest.caller, 'me', { name: 'of a stranger', access: 'all' })
    await createAppKey(lena.caller, place.account, { app: app.handle, name: 'key', access: 'all' })
    expect((await names(place)).sort()).toEqual([app.handle, 'bound', 'free', 'key'].sort())
    expect((await names(elsewhere)).sort()).toEqual(['elsewhere', 'free'])
    expect(await names(place, { q: 'BOU' })).toEqual(['bound'])
    expect((await names(place, { q: lena.email })).sort()).toEqual(['bound', 'free', 'key'])

    await ownerSql()`update members set expires_at = now() where user_id = ${lena.id} and org_id = ${place.id}`
    expect(await names(place)).toEqual([app.handle])
    for (const role of ['organization_contributor', 'organization_user', 'team_contributor'] as const) {
      const who = await world.member(place, role)
      await expect(listOrganizationTokens(who.caller, place.account, {})).rejects.toThrow()
    }
  })

  test('sees those of who joins, and no longer those of who leaves', async ({ world }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const lena = await world.member(other, 'organization_user')
    await createToken(lena.caller, 'me', { name: 'free', access: 'all' })
    expect(await names(place)).toEqual([])
    const { memberId } = await world.member(place, 'organization_user', { who: lena })
    expect(await names(place)).toEqual(['free'])
    await removeMember(place.admin.caller, place.account, { memberId })
    expect([await names(place), await names(other)]).toEqual([[], ['free']])
    expect(await ownerSql()`select 1 from token_reach where org_id = ${place.id}`).toEqual([])
  })

  test('reads many of them page by page', async ({ world }) => {
    const place = await world.organization()
    for (let i = 0; i < 30; i++) await world.token(place.admin, { name: `t${i}` })
    const first = await listOrganizationTokens(place.admin.caller, place.account, { size: 25 })
    expect([first.rows.length, first.total]).toEqual([25, { count: 30, isMore: false }])
    const second = await listOrganizationTokens(place.admin.caller, place.account, {
      size: 25,
      cursor: first.next,
    })
    expect(second.rows).toHaveLength(5)
    const back = await listOrganizationTokens(place.admin.caller, place.account, {
      size: 25,
      cursor: second.previous,
    })
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id))
  })

  test('ends what is bound, and takes this reach alone from what is not; the person is told', async ({
    world,
  }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const lena = await world.member(place, 'admin')
    await world.member(other, 'admin', { who: lena })
    const bound = await createToken(lena.caller, 'me', { name: 'bound', access: 'all', to: place.account })
    const free = await createToken(lena.caller, 'me', { name: 'free', access: 'all' })
    await revokeToken(place.admin.caller, place.account, { id: bound.token.id })
    await revokeToken(place.admin.caller, place.account, { id: free.token.id })
    await expect(listMembers(program(bound.secret), place.account, {})).rejects.toMatchObject({
      token: 'dead',
    })
    await expect(listMembers(program(free.secret), place.account, {})).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect((await listMembers(program(free.secret), other.account, {})).rows).toHaveLength(2)
    const told = await ownerSql()`
      select kind from notifications where user_id = ${lena.id} and org_id = ${place.id} order by created_at`
    expect(told).toEqual([{ kind: 'token.revoked' }, { kind: 'token.refused' }])
    expect((await listTokens(lena.caller, 'me', {})).rows).toMatchObject([
      { name: 'free', bars: [{ handle: place.account, why: 'refused' }] },
    ])
    await approveToken(place.admin.caller, place.account, { id: free.token.id })
    expect((await listMembers(program(free.secret), place.account, {})).rows).toHaveLength(2)
    await expect(
      revokeToken(other.admin.caller, other.account, { id: bound.token.id }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('sees beforehand how many tokens a rule stops, and then it does', async ({ world }) => {
    const place = await world.organization()
    const { admin } = place
    const [old, changing, looking] = [
      await world.token(admin),
      await world.token(admin),
      await world.token(admin, { scopes: ['Apps:Get'] }),
    ]
    await ownerSql()`update tokens set secret_at = now() - interval '40 days' where id = ${old.id}`
    const stops = async (maxDays: string, approval: string) =>
      (await reviewTokenPolicy(admin.caller, place.account, { maxDays, approval })).stops.count
    expect(await reviewTokenPolicy(admin.caller, place.account, {})).toMatchObject({
      present: { maxDays: null, approval: 'none' },
      asked: null,
    })
    expect(await stops('', 'none')).toBe(0)
    expect(await stops('30', 'none')).toBe(1)
    expect(await stops('', 'some')).toBe(2)
    expect(await stops('30', 'all')).toBe(3)
    await changeTokenPolicy(admin.caller, place.account, { maxDays: '30', approval: 'some' })
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'tokenPolicy.changed',
      before: { maxDays: null, approval: 'none' },
      after: { maxDays: 30, approval: 'some' },
    })
    const states = (await listOrganizationTokens(admin.caller, place.account, {})).rows.map(
      ({ id, barred }) => [id, barred],
    )
    expect(Object.fromEntries(states)).toEqual({
      [old.id]: 'age',
      [changing.id]: 'waiting',
      [looking.id]: null,
    })
    expect(await stops('30', 'some')).toBe(0)
    expect(await names(place, { only: 'waiting' })).toHaveLength(2)
  })
})

describe('a token that waits', () => {
  test('is told to Admins once, lets in when approved, and waits anew when it is to do more', async ({
    world,
  }) => {
    const place = await world.organization()
    const { admin } = place
    await changeTokenPolicy(admin.caller, place.account, { maxDays: '', approval: 'some' })
    const lena = await world.member(place, 'admin')
    const { secret, token } = await createToken(lena.caller, 'me', { name: 'w', scopes: ['Apps:Add'] })
    await createToken(lena.caller, 'me', { name: 'v', access: 'all' })
    expect(
      await ownerSql()`select kind, detail ->> 'token' as token from notifications where user_id = ${admin.id}`,
    ).toEqual([{ kind: 'token.waiting', token: 'w' }])
    await expect(listMembers(program(secret), place.account, {})).rejects.toMatchObject({ code: 'forbidden' })
    await approveToken(admin.caller, place.account, { id: token.id })
    expect((await listTokens(lena.caller, 'me', { q: 'w' })).rows[0]?.bars).toEqual([])
    await updateToken(lena.caller, 'me', { id: token.id, scopes: ['All'] })
    expect((await listTokens(lena.caller, 'me', { q: 'w' })).rows[0]?.bars).toMatchObject([
      { why: 'waiting' },
    ])
    expect(await names(place, { only: 'waiting' })).toContain('w')
    await refuseToken(admin.caller, place.account, { id: token.id })
    expect(await names(place, { only: 'waiting' })).not.toContain('w')
  })

  test('neither lets itself in nor changes what is asked of it', async ({ world }) => {
    const place = await world.organization()
    const { caller, id } = await world.token(place.admin)
    await expect(
      changeTokenPolicy(caller, place.account, { maxDays: '', approval: 'none' }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(approveToken(caller, place.account, { id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('whose token ends within a week is told, once', async ({ world }) => {
  const who = await world.person()
  const soon = await world.token(who, { expiresAt: new Date(Date.now() + 5 * 864e5) })
  await world.token(who, { expiresAt: new Date(Date.now() + 30 * 864e5) })
  await ownerSql()`update tokens set created_at = now() - interval '60 days' where user_id = ${who.id}`
  for (let day = 0; day < 2; day++) await ownerSql()`select worker_remind_of_tokens()`
  expect(await ownerSql()`select kind, subject_id from notifications where user_id = ${who.id}`).toEqual([
    { kind: 'token.expiring', subject_id: soon.id },
  ])
})

import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { type Client, database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona } from '@/db/testing/world'
import type { Caller } from '@/lib/actor'
import { findAppPeople } from '@/lib/app-access/queries'
import { changeMemberRole, removeMember } from '@/lib/members/commands'
import { listMembers } from '@/lib/members/queries'
import { reinstateMembers } from '@/lib/members/reinstate'
import { createAppKey, listAppKeys, revokeAppKey, rotateAppKey } from './app-keys'
import { createToken, revokeOwnToken, rotateToken, updateToken } from './commands'
import { getToken, listTokens } from './queries'
import { readTokenSecret } from './secret'

/** A program that has this secret. */
function withSecret(who: Persona, secret: string): Caller {
  const hash = readTokenSecret(secret)
  if (!hash) throw new Error('no secret')
  return { ...who.caller, actor: { kind: 'token', hash, asks: [] } }
}
const stored = (id: string) => ownerSql()`select * from tokens where id = ${id}`

describe('a personal access token', () => {
  test('is made once, its secret is told once and kept nowhere, and it opens what its owner may', async ({
    world,
  }) => {
    const place = await world.organization()
    const { admin } = place
    const { secret, token } = await createToken(admin.caller, 'me', {
      name: ' nightly  export',
      access: 'all',
    })
    expect(secret).toMatch(/^mst_pat_/)
    expect(token).toMatchObject({
      name: 'nightly export',
      scopes: ['All'],
      account: null,
      lastFour: secret.slice(-4),
    })
    expect((await listMembers(withSecret(admin, secret), place.account, {})).rows).toHaveLength(1)

    const everything = JSON.stringify([
      await stored(token.id),
      await ownerSql()`select * from audit_events where actor_id = ${admin.id}`,
      await ownerSql()`select * from notifications where user_id = ${admin.id}`,
    ])
    expect(everything).not.toContain(secret)
    expect(everything).not.toContain(secret.slice(8, 38))
    const audit =
      await ownerSql()`select event, target_name, after from audit_events where org_id = ${admin.id}`
    expect(audit).toEqual([
      {
        event: 'token.created',
        target_name: 'nightly export',
        after: { owner: admin.name, scopes: ['All'] },
      },
    ])
    expect(await ownerSql()`select kind from notifications where user_id = ${admin.id}`).toEqual([
      { kind: 'token.created' },
    ])
  })

  test('that was sent twice by one form is made once', async ({ world }) => {
    const who = await world.person()
    const form = { id: randomUUID(), name: 'twice', access: 'read' as const }
    await createToken(who.caller, 'me', form)
    await expect(createToken(who.caller, 'me', form)).rejects.toMatchObject({ code: 'conflict' })
    expect((await listTokens(who.caller, 'me', {})).rows).toHaveLength(1)
  })

  test('takes scopes in both spellings and brings what they need; what is none is told', async ({
    world,
  }) => {
    const who = await world.person()
    const { token } = await createToken(who.caller, 'me', { name: 'a', scopes: ['inputs_add', 'Predict'] })
    expect(token.scopes).toEqual(['Predict', 'Inputs:Add', 'Inputs:Get'])
    for (const scopes of [['Nothing:Get'], [], ['Concepts:Delete']])
      await expect(createToken(who.caller, 'me', { name: 'a', scopes })).rejects.toMatchObject({
        code: 'invalid',
      })
    await expect(createToken(who.caller, 'me', { name: ' ', access: 'all' })).rejects.toMatchObject({
      fields: { name: expect.any(String) },
    })
  })

  test('limited to an organization goes nowhere else, and stands in that organization’s history', async ({
    world,
  }) => {
    const place = await world.organization()
    const { admin } = place
    const other = await world.organization({ admin })
    const { secret, token } = await createToken(admin.caller, 'me', {
      name: 'one',
      access: 'all',
      to: place.account,
    })
    const program = withSecret(admin, secret)
    expect((await listMembers(program, place.account, {})).rows).toHaveLength(1)
    await expect(listMembers(program, other.account, {})).rejects.toMatchObject({ code: 'forbidden' })
    expect(await world.lastAudit(place)).toMatchObject({ event: 'token.created', target_id: token.id })
    await expect(
      createToken(admin.caller, 'me', { name: 'x', access: 'all', to: (await world.organization()).account }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { to: expect.any(String) } })
  })

  test('lives no longer than the organization allows that it is limited to', async ({ world }) => {
    const place = await world.organization()
    await ownerSql()`update organizations set token_max_days = 30 where org_id = ${place.id}`
    const make = (until: string) =>
      createToken(place.admin.caller, 'me', { name: 'x', access: 'all', to: place.account, until })
    for (const until of ['', new Date(Date.now() + 40 * 864e5).toISOString()])
      await expect(make(until)).rejects.toMatchObject({
        fields: { until: expect.stringContaining('30 days') },
      })
    await make(new Date(Date.now() + 29 * 864e5).toISOString())
  })

  test('gets a new secret, and the old one is out at once', async ({ world }) => {
    const place = await world.organization()
    const { admin } = place
    const first = await createToken(admin.caller, 'me', { name: 'x', access: 'all' })
    const second = await rotateToken(admin.caller, 'me', { id: first.token.id })
    expect(second.secret).not.toBe(first.secret)
    await expect(listMembers(withSecret(admin, first.secret), place.account, {})).rejects.toMatchObject({
      code: 'unauthenticated',
      token: 'unknown',
    })
    expect((await listMembers(withSecret(admin, second.secret), place.account, {})).rows).toHaveLength(1)
    await ownerSql()`update tokens set expires_at = now() - interval '1 second' where id = ${first.token.id}`
    await expect(rotateToken(admin.caller, 'me', { id: first.token.id })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('is named anew and ended, and is nobody else’s to touch', async ({ world }) => {
    const place = await world.organization()
    const { admin } = place
    const { secret, token } = await createToken(admin.caller, 'me', { name: 'x', access: 'read' })
    const stranger = await world.person()
    for (const attempt of [rotateToken, updateToken, revokeOwnToken])
      await expect(attempt(stranger.caller, 'me', { id: token.id })).rejects.toMatchObject({
        code: 'not_found',
      })
    await expect(getToken(stranger.caller, 'me', { id: token.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(listTokens(stranger.caller, admin.username, {})).rejects.toMatchObject({ code: 'not_found' })
    expect(await updateToken(admin.caller, 'me', { id: token.id, name: 'y', scopes: ['All'] })).toMatchObject(
      {
        name: 'y',
        scopes: ['All'],
      },
    )
    await revokeOwnToken(admin.caller, 'me', { id: token.id })
    await expect(listMembers(withSecret(admin, secret), place.account, {})).rejects.toMatchObject({
      token: 'dead',
    })
    expect((await listTokens(admin.caller, 'me', {})).rows).toEqual([])
    await expect(rotateToken(admin.caller, 'me', { id: token.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('is found by name, and many are read page by page', async ({ world }) => {
    const who = await world.person()
    for (let i = 0; i < 60; i++) await world.token(who, { name: `script ${i}` })
    const first = await listTokens(who.caller, 'me', {})
    expect([first.rows.length, first.previous]).toEqual([50, null])
    const second = await listTokens(who.caller, 'me', { cursor: first.next })
    expect([second.rows.length, second.next]).toEqual([10, null])
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(60)
    const back = await listTokens(who.caller, 'me', { cursor: second.previous })
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id))
    expect((await listTokens(who.caller, 'me', { q: 'SCRIPT 59' })).rows).toHaveLength(1)
  })
})

describe('a token that makes tokens', () => {
  test('gives no scope that it lacks, reaches no further and lives no longer', async ({ world }) => {
    const place = await world.organization()
    const { admin } = place
    const keys = ['Keys:Add', 'Keys:Get', 'Apps:Get'] as const
    const soon = new Date(Date.now() + 864e5)
    const { caller, id } = await world.token(admin, { scopes: [...keys], expiresAt: soon })
    await expect(createToken(caller, 'me', { name: 'x', scopes: ['Inputs:Get'] })).rejects.toMatchObject({
      code: 'forbidden',
      missingScopes: ['Inputs:Get'],
    })
    await expect(createToken(caller, 'me', { name: 'x', scopes: ['Apps:Get'] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const until = new Date(soon.getTime() - 1000).toISOString()
    await createToken(caller, 'me', { name: 'x', scopes: ['Apps:Get'], until })

    const strong = await world.token(admin)
    await expect(rotateToken(caller, 'me', { id: strong.id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(updateToken(caller, 'me', { id, scopes: ['All'] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(revokeOwnToken(caller, 'me', { id: strong.id })).rejects.toMatchObject({
      missingScopes: ['Keys:Delete'],
    })
    expect((await rotateToken(caller, 'me', { id })).secret).toMatch(/^mst_pat_/)
  })
})

describe('a key of an app', () => {
  test('acts as its maker in that app alone, and takes no scope of accounts', async ({ world }) => {
    const place = await world.organization()
    const { admin } = place
    const [app, other] = [await world.app(place), await world.app(place)]
    const { secret, token } = await createAppKey(admin.caller, place.account, {
      app: app.handle,
      name: 'k',
      access: 'all',
    })
    expect(secret).toMatch(/^mst_app_/)
    const program = withSecret(admin, secret)
    expect((await findAppPeople(program, place.account, app.handle, {})).why).toContain('Admin')
    await expect(findAppPeople(program, place.account, other.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(listTokens(program, 'me', {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listAppKeys(program, place.account, app.handle, {})).rejects.toMatchObject({
      missingScopes: ['Keys:Get'],
    })
    for (const scopes of [['All'], ['Keys:Get'], ['Deployments:Add']])
      await expect(
        createAppKey(admin.caller, place.account, { app: app.handle, name: 'k', scopes }),
      ).rejects.toMatchObject({ code: 'invalid' })
    expect(await world.lastAudit(place)).toMatchObject({ event: 'appKey.created', target_id: token.id })
    expect((await listAppKeys(admin.caller, place.account, app.handle, {})).rows).toMatchObject([
      { id: token.id, owner: { name: admin.name } },
    ])
  })

  test('is no collaborator’s to make, to see or to end, with whatever they hold, in the guard and behind it', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, ['All', 'Keys:Add', 'Keys:Get', 'Keys:Delete'])
    const key = await world.token(place.admin, { orgId: place.id, appId: app.id })
    const at = { app: app.handle }
    const refusals = [
      () => createAppKey(guest.caller, place.account, { ...at, name: 'k', access: 'all' }),
      () => revokeAppKey(guest.caller, place.account, { ...at, id: key.id }),
      () => rotateAppKey(guest.caller, place.account, { ...at, id: key.id }),
    ]
    for (const attempt of refusals) await expect(attempt()).rejects.toThrow()
    expect(
      await ownerSql()`select id from tokens where app_id = ${app.id} and kind = 'app' and revoked_at is null`,
    ).toEqual([{ id: key.id }])
  })

  test('names its maker to those who may know of people', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [full, siloed] = [
      await world.member(place, 'team_contributor'),
      await world.member(place, 'organization_contributor'),
    ]
    for (const [who, isRestricted] of [
      [full, false],
      [siloed, true],
    ] as const) {
      const team = await world.team(place, { people: [who], isRestricted })
      await world.teamApp(place, team.id, app.id, 'full_access')
    }
    await world.token(place.admin, { orgId: place.id, appId: app.id })
    for (const who of [full, siloed]) {
      await createAppKey(who.caller, place.account, { app: app.handle, name: 'own', access: 'read' })
      const { rows } = await listAppKeys(who.caller, place.account, app.handle, {})
      expect(rows.map(({ owner }) => owner.name).filter(Boolean)).toEqual([who.name])
    }
    const { rows } = await listAppKeys(place.admin.caller, place.account, app.handle, {})
    expect(rows.map(({ owner }) => owner.name)).toEqual([siloed.name, full.name, place.admin.name])
  })

  test('is ended by whoever may, and given a new secret by its maker alone', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const maker = await world.member(place, 'organization_contributor')
    const at = { app: app.handle }
    const { token, secret } = await createAppKey(maker.caller, place.account, {
      ...at,
      name: 'k',
      access: 'read',
    })
    await expect(
      rotateAppKey(place.admin.caller, place.account, { ...at, id: token.id }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
    await rotateAppKey(maker.caller, place.account, { ...at, id: token.id })
    await expect(
      findAppPeople(withSecret(maker, secret), place.account, app.handle, {}),
    ).rejects.toMatchObject({
      token: 'unknown',
    })
    await revokeAppKey(place.admin.caller, place.account, { ...at, id: token.id })
    expect(await ownerSql()`select kind from notifications where user_id = ${maker.id}`).toEqual([
      { kind: 'appKey.revoked' },
    ])
    for (const role of ['organization_user', 'financial_manager'] as const) {
      const who = await world.member(place, role)
      await expect(
        createAppKey(who.caller, place.account, { ...at, name: 'k', access: 'read' }),
      ).rejects.toThrow()
    }
  })
})

describe('with the guard away', () => {
  /** What the database answers to who entered this account or app. */
  const inside = (
    who: Persona,
    account: string,
    app: string | null,
    statement: (sql: Client) => PromiseLike<unknown>,
  ) =>
    database().begin(async (sql) => {
      await sql`select from enter(${who.id}::uuid, ${who.sessionId}::uuid, ${account}, ${app})`
      return statement(sql as unknown as Client) // a transaction has all of a client that is used here
    })

  test('a member who is no Admin learns of no token and decides about none, nor does a collaborator', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const contributor = await world.member(place, 'organization_contributor')
    const labeler = await world.member(place, 'team_contributor')
    const team = await world.team(place, { people: [labeler] })
    await world.teamApp(place, team.id, app.id, 'labeler_worker')
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, ['All'])
    const { id } = await world.token(place.admin, { orgId: place.id, appId: app.id })
    for (const who of [contributor, labeler])
      expect(
        await inside(
          who,
          place.account,
          null,
          (sql) => sql`select organization_tokens(null, null, null, null, null, false, 10)`,
        ),
      ).toEqual([])
    for (const who of [contributor, labeler])
      for (const statement of [
        (sql: Client) => sql`select decide_token(${id}::uuid, 'approved')`,
        (sql: Client) => sql`select revoke_token(${id}::uuid, ${randomUUID()}::uuid)`,
      ])
        await expect(inside(who, place.account, null, statement)).rejects.toThrow(/only an Admin/)
    for (const who of [labeler, guest]) {
      expect(
        await inside(
          who,
          place.account,
          app.handle,
          (sql) => sql`select app_keys(null, null, null, false, 10)`,
        ),
      ).toEqual([])
      for (const statement of [
        (sql: Client) =>
          sql`select * from make_app_key(${randomUUID()}::uuid, 'forged', '{All}', '\\x00'::bytea, 'aaaa', null, null)`,
        (sql: Client) => sql`select revoke_app_key(${id}::uuid, ${randomUUID()}::uuid)`,
        (sql: Client) => sql`select rotate_app_key(${id}::uuid, '\\x00'::bytea, 'aaaa', null)`,
      ])
        await expect(inside(who, place.account, app.handle, statement)).rejects.toThrow(/by who may/)
    }
    expect((await stored(id))[0]).toMatchObject({
      revoked_at: null,
      last_four: expect.not.stringMatching('aaaa'),
    })
  })
})

test('with the guard away, nobody touches the tokens of others from their own account', async ({ world }) => {
  const [owner, stranger] = [await world.person(), await world.person()]
  const { id } = await world.token(owner)
  const before = await stored(id)
  const answers = await database().begin(async (sql) => {
    await sql`select from enter(${stranger.id}::uuid, ${stranger.sessionId}::uuid, ${stranger.username}, null)`
    return sql`
      select my_tokens(${id}::uuid, null, null, null, false, 1) as it union all
      select rotate_token(${id}::uuid, '\\x00'::bytea, 'aaaa', null) union all
      select change_token(${id}::uuid, 'forged', '{All}', null) union all
      select revoke_own_token(${id}::uuid, ${randomUUID()}::uuid)`
  })
  expect(answers.map(({ it }) => it)).toEqual([null, null, null])
  expect(await stored(id)).toEqual(before)
})

describe('what is bound to an organization', () => {
  test('ends with the membership, and reinstating gives no token back; what is not bound reaches it again', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.member(place, 'organization_contributor')
    const bound = await createToken(lena.caller, 'me', { name: 'bound', access: 'all', to: place.account })
    const free = await createToken(lena.caller, 'me', { name: 'free', access: 'all' })
    const key = await createAppKey(lena.caller, place.account, { app: app.handle, name: 'k', access: 'all' })
    const view = (secret: string) => findAppPeople(withSecret(lena, secret), place.account, app.handle, {})

    await changeMemberRole(place.admin.caller, place.account, {
      memberId: lena.memberId,
      role: 'organization_user',
    })
    for (const { secret } of [bound, free, key]) expect(await view(secret)).toBeDefined()

    const [member] = await ownerSql()`select id from members where user_id = ${lena.id} and ended_at is null`
    await removeMember(place.admin.caller, place.account, { memberId: member?.id })
    expect(await world.lastAudit(place)).toMatchObject({ event: 'member.removed', before: { tokens: 2 } })
    for (const { secret } of [bound, key]) await expect(view(secret)).rejects.toMatchObject({ token: 'dead' })
    await expect(view(free.secret)).rejects.toMatchObject({ code: 'not_found' })

    await reinstateMembers(place.admin.caller, place.account, { ids: lena.id })
    for (const { secret } of [bound, key]) await expect(view(secret)).rejects.toMatchObject({ token: 'dead' })
    expect(await view(free.secret)).toBeDefined()
  })

  test('does not come back to life where a membership that ran out begins anew', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'organization_contributor', {
      until: new Date(Date.now() + 864e5),
    })
    const { id } = await world.token(lena, { orgId: place.id })
    const change = randomUUID()
    const sql = ownerSql()
    await sql`update members set expires_at = now() - interval '1 second', started_at = now() - interval '1 day' where user_id = ${lena.id}`
    await sql`update members set ended_at = expires_at, ended_change = ${change} where user_id = ${lena.id}`
    await sql`insert into members (org_id, user_id, role, started_change) values (${place.id}, ${lena.id}, 'admin', ${change})`
    expect((await stored(id))[0]?.revoked_at).not.toBeNull()
  })
})

describe('the token of a collaboration', () => {
  test('begins with it, has its secret when that is first asked for, and ends with it for good', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const guest = await world.person()
    const sql = ownerSql()
    await world.collaborator(place, app.id, guest, ['Apps:Get', 'Collaborators:Get'])
    const [made] = (await listTokens(guest.caller, 'me', {})).rows
    expect(made).toMatchObject({
      kind: 'collaborator',
      lastFour: null,
      scopes: ['Apps:Get', 'Collaborators:Get'],
      name: app.handle,
    })
    const { secret } = await rotateToken(guest.caller, 'me', { id: made?.id ?? '' })
    expect(secret).toMatch(/^mst_pat_/)
    const view = () => findAppPeople(withSecret(guest, secret), place.account, app.handle, {})
    expect(await view()).toBeDefined()

    // Other scopes: one row ends and another begins in one change.
    const change = randomUUID()
    await sql.begin(async (tx) => {
      await tx`update collaborators set ended_at = now(), ended_change = ${change} where user_id = ${guest.id}`
      await tx`insert into collaborators (org_id, app_id, user_id, scopes, started_change) values (${place.id}, ${app.id}, ${guest.id}, '{Apps:Get,Collaborators:Get,Inputs:Get}', ${change})`
    })
    expect(await view()).toBeDefined()

    await sql`update collaborators set ended_at = now(), ended_change = ${randomUUID()} where user_id = ${guest.id} and ended_at is null`
    await expect(view()).rejects.toMatchObject({ token: 'dead' })
    await world.collaborator(place, app.id, guest, ['Apps:Get'])
    await expect(view()).rejects.toMatchObject({ token: 'dead' })
    expect((await listTokens(guest.caller, 'me', {})).rows).toMatchObject([
      { kind: 'collaborator', lastFour: null },
    ])
    await expect(revokeOwnToken(guest.caller, 'me', { id: made?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

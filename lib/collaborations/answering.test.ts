import { describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { anonymous, ownerSql, type Persona } from '@/db/testing/world'
import { changeMemberRole, removeMember } from '@/lib/members/commands'
import { acceptShare, declineShare } from './answer'
import { findShare } from './find'
import { mailedSecret, share, tell } from './share.fixture'

const grantsOf = (app: { id: string }, who: Persona) => ownerSql()`
  select scopes, started_by, started_change, expires_at, ended_at, ended_by, ended_change from collaborators
   where app_id = ${app.id} and user_id = ${who.id} order by started_at, ended_at nulls last`
const tokensOf = (app: { id: string }, who: Persona) => ownerSql()`
  select id, org_id, name, token_hash, scopes from tokens
   where app_id = ${app.id} and user_id = ${who.id} and kind = 'collaborator' and revoked_at is null`
const stateOf = async (id: string) =>
  (await ownerSql()<{ state: string }[]>`select state from shares where id = ${id}`)[0]?.state
const bellOf = (who: Persona) =>
  ownerSql()<
    { kind: string; detail: object }[]
  >`select kind, detail from notifications where user_id = ${who.id} order by created_at`
const linkTo = async (shareId: string) => (await mailedSecret(shareId)) ?? expect.fail('no link was made')
const BASIC = ['Apps:Get', 'Concepts:Get', 'Concepts:Add']

describe('accepting a share', () => {
  test('by the mailed link: a grant, a token without a secret, history, and the offerer is told; twice is no error', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const until = new Date(Date.now() + 86_400_000)
    const id = await share({ place, app }, place.admin, lena.email, { scopes: BASIC, until })
    const token = await linkTo(id)
    const accepted = await acceptShare(lena.caller, 'me', { token })
    expect(accepted).toEqual({
      app: app.handle,
      owner: place.name,
      handle: place.account,
      appHandle: app.handle,
      leftOut: [],
    })
    expect(await acceptShare(lena.caller, 'me', { token })).toEqual(accepted)
    expect(await grantsOf(app, lena)).toMatchObject([
      { scopes: BASIC, started_by: place.admin.id, expires_at: until, ended_at: null },
    ])
    expect(await tokensOf(app, lena)).toMatchObject([
      { org_id: place.id, name: app.handle, token_hash: null, scopes: [] },
    ])
    expect(await stateOf(id)).toBe('accepted')
    expect(await bellOf(place.admin)).toMatchObject([{ kind: 'share.accepted' }])
    const history = await ownerSql()`
      select event, actor_id, target_name, before, after from audit_events where org_id = ${place.id}`
    expect(history).toMatchObject([
      {
        event: 'collaborator.accepted',
        actor_id: lena.id,
        target_name: lena.name,
        before: null,
        after: { app: app.handle, scopes: BASIC, share: id, by: place.admin.name },
      },
    ])
  })

  test('from the bell, by id, into a personal app of somebody', async ({ world }) => {
    const [owner, lena] = [await world.person(), await world.person()]
    const place = { id: owner.id, account: owner.username }
    const app = await world.app(place)
    const id = await share({ place, app }, owner, lena.email)
    await tell({ place, app }, owner, [id])
    await acceptShare(lena.caller, 'me', { shareId: id })
    expect(await grantsOf(app, lena)).toMatchObject([{ scopes: ['Apps:Get'], ended_at: null }])
    const unread = await ownerSql()`select from notifications where user_id = ${lena.id} and read_at is null`
    expect(unread).toHaveLength(0)
  })

  test('takes the place of what the person had: that ends by the same change, and the token stays', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    await acceptShare(lena.caller, 'me', {
      shareId: await share({ place, app }, place.admin, lena.email, { scopes: BASIC }),
    })
    const [token] = await tokensOf(app, lena)
    const second = await share({ place, app }, place.admin, lena.email, {
      scopes: ['Apps:Get', 'Inputs:Get'],
    })
    const found = await findShare(await linkTo(second), lena.caller)
    expect(found?.viewer).toMatchObject({ is: 'meant', held: { scopes: BASIC, until: null } })
    await acceptShare(lena.caller, 'me', { shareId: second })
    const [before, now] = await grantsOf(app, lena)
    expect(before).toMatchObject({ scopes: BASIC, ended_by: lena.id, ended_change: now?.started_change })
    expect(now).toMatchObject({ scopes: ['Apps:Get', 'Inputs:Get'], ended_at: null })
    expect(await tokensOf(app, lena)).toEqual([token])
    expect(await world.lastAudit(place)).toMatchObject({ before: { scopes: BASIC } })
  })

  test('after a time without access begins with another token, and what ended takes its token along', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const accept = async () =>
      acceptShare(lena.caller, 'me', { shareId: await share({ place, app }, place.admin, lena.email) })
    await accept()
    const [first] = await tokensOf(app, lena)
    await ownerSql()`update collaborators set ended_at = now() where app_id = ${app.id} and user_id = ${lena.id}`
    expect(await tokensOf(app, lena)).toEqual([])
    await accept()
    const [second] = await tokensOf(app, lena)
    expect(second?.id).not.toBe(first?.id)
    await ownerSql()`update collaborators set expires_at = now() where app_id = ${app.id} and ended_at is null`
    await accept()
    const [third] = await tokensOf(app, lena)
    expect(third?.id).not.toBe(second?.id)
    expect(await grantsOf(app, lena)).toHaveLength(3)
  })
})

describe('what was promised is checked again', () => {
  test('a collaborator gives no more than they have now, and none for longer', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [guest, lena] = [await world.person(), await world.person()]
    const own = ['Apps:Get', 'Collaborators:Get', 'Collaborators:Add', 'Concepts:Get']
    await world.collaborator(place, app.id, guest, own)
    const until = new Date(Date.now() + 3_600_000)
    await ownerSql()`update collaborators set expires_at = ${until} where app_id = ${app.id}`
    const id = await share({ place, app }, guest, lena.email, { scopes: [...BASIC, 'Uploads:Get'] })
    const given = { scopes: ['Apps:Get', 'Concepts:Get'], leftOut: ['Concepts:Add', 'Uploads:Get'], until }
    expect(await findShare(await linkTo(id), lena.caller)).toMatchObject({ state: 'pending', ...given })
    expect(await acceptShare(lena.caller, 'me', { shareId: id })).toMatchObject({ leftOut: given.leftOut })
    expect(await grantsOf(app, lena)).toMatchObject([{ scopes: given.scopes, expires_at: until }])
    expect(await world.lastAudit(place)).toMatchObject({ after: { leftOut: given.leftOut } })
  })

  test('where nothing of it is left it is void, and stays as it is', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [guest, lena] = [await world.person(), await world.person()]
    await world.collaborator(place, app.id, guest, ['Apps:Get', 'Collaborators:Get', 'Collaborators:Add'])
    const id = await share({ place, app }, guest, lena.email, { scopes: ['Uploads:Get'] })
    expect(await findShare(await linkTo(id), lena.caller)).toMatchObject({ state: 'void', scopes: [] })
    await expect(acceptShare(lena.caller, 'me', { shareId: id })).rejects.toMatchObject({ code: 'conflict' })
    expect([await stateOf(id), await grantsOf(app, lena)]).toEqual(['pending', []])
    await declineShare(lena.caller, 'me', { shareId: id })
    expect(await stateOf(id)).toBe('declined')
  })

  test('an Organization Contributor gives what they may do themselves', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [giver, lena] = [await world.member(place, 'organization_contributor'), await world.person()]
    const id = await share({ place, app }, giver, lena.email, {
      scopes: ['Apps:Get', 'Apps:Add', 'Apps:Delete'],
    })
    const found = await findShare(await linkTo(id), lena.caller)
    expect(found?.scopes).toContain('Apps:Get')
    expect([...(found?.scopes ?? []), ...(found?.leftOut ?? [])]).toHaveLength(3)
  })
})

describe('what somebody offered', () => {
  test('ends for good when they are removed or demoted, and not by what changes nothing about it', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [giver, other] = [
      await world.member(place, 'organization_contributor'),
      await world.member(place, 'organization_contributor'),
    ]
    const [first, second] = [
      await share({ place, app }, giver, 'one@example.test'),
      await share({ place, app }, other, 'two@example.test'),
    ]
    const change = (who: typeof giver, newRole: 'admin' | 'organization_user') =>
      changeMemberRole(place.admin.caller, place.account, { memberId: who.memberId, role: newRole })
    await change(giver, 'admin')
    expect([await stateOf(first), await stateOf(second)]).toEqual(['pending', 'pending'])
    await change(other, 'organization_user')
    expect([await stateOf(first), await stateOf(second)]).toEqual(['pending', 'void'])
    const [now] = await ownerSql()<[{ id: string }]>`
      select id from members where org_id = ${place.id} and user_id = ${giver.id} and ended_at is null`
    await removeMember(place.admin.caller, place.account, { memberId: now.id })
    expect(await stateOf(first)).toBe('void')
  })
})

describe('a share is answered by whom it is meant for', () => {
  test('a link in the hands of another says for whom, without the address; an id alone says nothing', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [lena, eve] = [await world.person(), await world.person()]
    const id = await share({ place, app }, place.admin, lena.email)
    const token = await linkTo(id)
    const found = await findShare(token, eve.caller)
    expect(found?.viewer).toMatchObject({ is: 'somebody_else', held: null, href: null })
    expect(found?.email).not.toContain(lena.email)
    expect((await findShare(token, anonymous))?.viewer).toEqual({ is: 'anonymous' })
    await expect(acceptShare(eve.caller, 'me', { token })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(acceptShare(eve.caller, 'me', { shareId: id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(acceptShare(anonymous, 'me', { token })).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(acceptShare(lena.caller, 'me', { token: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    const script = await world.token(lena)
    await expect(acceptShare(script.caller, 'me', { token })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect([await stateOf(id), await grantsOf(app, eve)]).toEqual(['pending', []])
  })

  test('an address that was only claimed proves nothing, and nobody accepts from themselves', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const claims = await world.person({ isVerified: false })
    const token = await linkTo(await share({ place, app }, place.admin, claims.email))
    expect((await findShare(token, claims.caller))?.viewer).toMatchObject({ is: 'unverified' })
    await expect(acceptShare(claims.caller, 'me', { token })).rejects.toMatchObject({ code: 'forbidden' })
    const own = await share({ place, app }, place.admin, place.admin.email)
    await expect(acceptShare(place.admin.caller, 'me', { shareId: own })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test.for([
    ['withdrawn', `update shares set state = 'revoked' where id = $1`, 'conflict', 'revoked'],
    ['expired', `update shares set expires_at = now() where id = $1`, 'expired', 'expired'],
    ['past what it gives', `update shares set access_until = now() where id = $1`, 'expired', 'expired'],
    [
      'of a deleted app',
      `update apps set deleted_at = now(), restorable_until = now() + interval '30 days' where id = (select app_id from shares where id = $1)`,
      'conflict',
      'gone',
    ],
    [
      'of a deleted organization',
      `update organizations set deleted_at = now() where org_id = (select org_id from shares where id = $1)`,
      'conflict',
      'gone',
    ],
    [
      'of a demoted offerer',
      `update members set role = 'organization_user' where user_id = (select offered_by from shares where id = $1)`,
      'conflict',
      'void',
    ],
    ['sent again', `update share_links set revoked_at = now() where share_id = $1`, 'conflict', 'replaced'],
    ['declined by themselves', `update shares set state = 'declined' where id = $1`, 'conflict', 'declined'],
  ] as const)('%s: it is said which, and nothing begins', async ([, change, code, state], { world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const id = await share({ place, app }, place.admin, lena.email)
    const token = await linkTo(id)
    await ownerSql().unsafe(change, [id])
    expect((await findShare(token, lena.caller))?.state).toBe(state)
    await expect(acceptShare(lena.caller, 'me', { token })).rejects.toMatchObject({ code })
    expect(await grantsOf(app, lena)).toEqual([])
  })

  test('declining ends it, tells the offerer, and begins nothing', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const id = await share({ place, app }, place.admin, lena.email)
    await declineShare(lena.caller, 'me', { token: await linkTo(id) })
    await declineShare(lena.caller, 'me', { shareId: id })
    expect([await stateOf(id), await grantsOf(app, lena)]).toEqual(['declined', []])
    expect(await bellOf(place.admin)).toMatchObject([{ kind: 'share.declined' }])
    expect(await world.lastAudit(place)).toMatchObject({ event: 'collaborator.declined' })
  })
})

describe('past the guard', () => {
  test('nobody writes more than the share holds, nor for longer, nor for another', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [lena, eve] = [await world.person(), await world.person()]
    const until = new Date(Date.now() + 3_600_000)
    const id = await share({ place, app }, place.admin, lena.email, { until })
    const write = (who: Persona, scopes: string[], end: Date | null) => database()`
      select answer_share(${who.id}::uuid, ${who.sessionId}::uuid, ${id}::uuid, 'accepted', ${scopes}::text[], ${end?.toISOString() ?? null}::timestamptz, ${id}::uuid) as done`
    for (const [scopes, end] of [
      [['Apps:Get', 'All'], until],
      [['Apps:Get'], null],
      [['Apps:Get'], new Date(until.getTime() + 1)],
      [[], until],
    ] as const)
      await expect(write(lena, [...scopes], end)).rejects.toThrow('more than the share holds')
    expect(await write(eve, ['Apps:Get'], until)).toEqual([{ done: false }])
    expect([await stateOf(id), await grantsOf(app, lena)]).toEqual(['pending', []])
  })
})

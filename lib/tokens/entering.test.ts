import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { findAppPeople } from '@/lib/app-access/queries'
import { updateApp } from '@/lib/app-settings/commands'
import { listApps } from '@/lib/apps/queries'
import { listMembers } from '@/lib/members/queries'

const details = { name: 'Renamed', description: '', defaultLanguage: 'en' as const }

describe('a program with a token', () => {
  test('is its owner, with every scope', async ({ world }) => {
    const place = await world.organization()
    const { caller } = await world.token(place.admin)
    expect((await listMembers(caller, place.account, {})).rows).toHaveLength(1)
    expect((await listApps(caller, 'me', {})).account.kind).toBe('user')
    await expect(listMembers(caller, (await world.organization()).account, {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('does no more than its scopes, and is told all that it lacks', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const { caller, callerAsking } = await world.token(place.admin, { scopes: ['Apps:Get'] })
    expect((await findAppPeople(caller, place.account, app.handle, {})).why).toContain('Admin')
    await expect(updateApp(caller, place.account, { app: app.handle, ...details })).rejects.toMatchObject({
      code: 'forbidden',
      missingScopes: ['Apps:Add'],
    })
    await expect(
      findAppPeople(callerAsking('Apps:Get', 'Workflows:Get', 'Models:Get'), place.account, app.handle, {}),
    ).rejects.toMatchObject({ code: 'forbidden', missingScopes: ['Workflows:Get', 'Models:Get'] })
    await expect(listMembers(caller, place.account, {})).rejects.toMatchObject({
      code: 'forbidden',
      missingScopes: ['All'],
    })
  })

  test('does no more than its owner may now: what they cannot see does not exist, whatever it may', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.member(place, 'team_contributor')
    const { caller } = await world.token(lena)
    await expect(findAppPeople(caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    await world.teamApp(place, (await world.team(place, { people: [lena] })).id, app.id, 'full_access')
    await updateApp(caller, place.account, { app: app.handle, ...details })
    expect(await world.lastAudit(place)).toMatchObject({
      actor_kind: 'token',
      actor_id: lena.id,
      actor_name: `${lena.name} (script)`,
    })
    await ownerSql()`update members set ended_at = now() where user_id = ${lena.id}`
    await expect(findAppPeople(caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('sees where its owner is what it may not open: that is refused, not hidden', async ({ world }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const app = await world.app(place)
    const elsewhere = await world.app(place)
    const bound = await world.token(place.admin, { orgId: other.id })
    await expect(findAppPeople(bound.caller, place.account, app.handle, {})).rejects.toMatchObject({
      code: 'forbidden',
    })
    const key = await world.token(place.admin, { orgId: place.id, appId: app.id })
    await expect(findAppPeople(key.caller, place.account, elsewhere.handle, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(listMembers(key.caller, place.account, {})).rejects.toMatchObject({ code: 'forbidden' })
    expect((await findAppPeople(key.caller, place.account, app.handle, {})).why).toContain('Admin')
  })

  test.for([
    ['revoked', `revoked_at = now()`],
    ['expired', `expires_at = now() - interval '1 second'`],
  ] as const)('opens nothing once it is %s', async ([, how], { world }) => {
    const place = await world.organization()
    const { caller, id } = await world.token(place.admin)
    await ownerSql().unsafe(`update tokens set ${how} where id = '${id}'`)
    await expect(listMembers(caller, place.account, {})).rejects.toMatchObject({
      code: 'unauthenticated',
      token: 'dead',
    })
    const stranger = { ...caller, actor: { kind: 'token', hash: new Uint8Array(32), asks: [] } as const }
    await expect(listMembers(stranger, place.account, {})).rejects.toMatchObject({
      code: 'unauthenticated',
      token: 'unknown',
    })
  })

  test('of a collaborator has what they were given, as it is now', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, ['Apps:Get', 'Apps:Add'])
    const { caller } = await world.token(guest, { orgId: place.id, appId: app.id }, 'collaborator')
    await updateApp(caller, place.account, { app: app.handle, ...details })
    const change = randomUUID()
    await ownerSql().begin(async (tx) => {
      await tx`update collaborators set ended_at = now(), ended_change = ${change} where user_id = ${guest.id}`
      await tx`insert into collaborators (org_id, app_id, user_id, scopes, started_change)
               values (${place.id}, ${app.id}, ${guest.id}, '{Apps:Get}', ${change})`
    })
    await expect(updateApp(caller, place.account, { app: app.handle, ...details })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test.for([
    ['age', `token_max_days = 30`, ['Apps:Get'], 'forbidden'],
    ['waiting', `token_approval = 'some'`, ['Apps:Add'], 'forbidden'],
    ['not waiting, since it only looks', `token_approval = 'some'`, ['Apps:Get'], undefined],
    ['waiting', `token_approval = 'all'`, ['Apps:Get'], 'forbidden'],
  ] as const)('is let in by the organization or not: %s', async ([, policy, scopes, code], { world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const { caller, id } = await world.token(place.admin, { scopes: [...scopes] })
    await ownerSql()`update tokens set secret_at = now() - interval '31 days' where id = ${id}`
    await ownerSql().unsafe(`update organizations set ${policy} where org_id = '${place.id}'`)
    const answer = await findAppPeople(caller, place.account, app.handle, {}).then(
      () => undefined,
      (error) => error.code,
    )
    expect(answer).toBe(code)
  })

  test('is noted as used, and a refusal names it', async ({ world }) => {
    const place = await world.organization()
    const { caller, id } = await world.token(place.admin, { scopes: ['Apps:Get'], name: 'nightly' })
    await expect(listMembers(caller, place.account, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listMembers(caller, place.account, {})).rejects.toMatchObject({ code: 'forbidden' })
    const [refused] =
      await ownerSql()`select * from refused_attempts where org_id = ${place.id} order by id desc limit 1`
    expect(refused).toMatchObject({
      actor_kind: 'token',
      actor_id: place.admin.id,
      actor_name: `${place.admin.name} (nightly)`,
    })
    await listApps(caller, place.account, {}).catch(() => {})
    expect(id).toBeDefined()
  })

  test('is entered as by its owner: past the guard, a key reaches its app alone', async ({ world }) => {
    const place = await world.organization()
    const [app] = [await world.app(place), await world.app(place)]
    const key = await world.token(place.admin, { orgId: place.id, appId: app.id })
    const seen = await database().begin(async (sql) => {
      await sql`select from enter(null, null, ${place.account}, ${app.handle}, ${key.hash})`
      return sql`select id from apps`
    })
    expect(seen.map(({ id }) => id)).toEqual([app.id])
  })
})

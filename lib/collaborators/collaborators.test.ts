import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona } from '@/db/testing/world'
import { APP_SCOPES } from '@/lib/permissions/scopes'
import { addCollaborators } from './add'
import { changeCollaborator, removeCollaborators, restoreCollaborators } from './commands'
import { listCollaborators, listShares, reviewRemoval } from './queries'
import { resendShare, withdrawShares } from './shares'

const GIVES = ['Apps:Get', 'Collaborators:Get', 'Collaborators:Add', 'Collaborators:Delete', 'Inputs:Get']
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const said = (error: unknown) => (error as { code?: string }).code
const refusalOf = (work: Promise<unknown>) => work.then(() => 'done', said)

type Place = { id: string; account: string }
type App = { id: string; handle: string }
const add = (who: Persona, place: Place, app: App, more: Record<string, unknown>) =>
  addCollaborators(who.caller, place.account, {
    app: app.handle,
    emails: 'new@example.test',
    ...more,
  } as never)
const given = (app: App, who: Persona) => ownerSql()`
  select scopes, expires_at, ended_at is null as live, started_change, ended_change from collaborators
   where app_id = ${app.id} and user_id = ${who.id} order by started_at`
const idOf = async (app: App, who: Persona) => {
  const [row] =
    await ownerSql()`select id from collaborators where app_id = ${app.id} and user_id = ${who.id} and ended_at is null`
  return String(row?.id)
}

describe('offering an app', () => {
  test('says the same of every address, brings what is needed, and tells those who have an account', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const { results, brought, scopes } = await add(place.admin, place, app, {
      emails: `${lena.email}, nobody-${lena.email}\nnonsense@`,
      scopes: 'Inputs_Delete',
      basic: 'Concept',
    })
    expect(results.map(({ outcome, reason }) => [outcome, reason !== null])).toEqual([
      ['offered', false],
      ['offered', false],
      ['refused', true],
    ])
    expect(scopes).toEqual([
      'Inputs:Add',
      'Inputs:Get',
      'Inputs:Delete',
      'Concepts:Add',
      'Concepts:Get',
      'Apps:Get',
    ])
    expect(brought).toEqual(['Inputs:Add', 'Inputs:Get'])
    const [told] = await ownerSql()`select kind, subject_id from notifications where user_id = ${lena.id}`
    expect(told).toEqual({ kind: 'app.shared', subject_id: results[0]?.shareId })
    const { rows } = await listShares(place.admin.caller, place.account, app.handle, {})
    expect(rows.map(({ email }) => email).sort()).toEqual([`nobody-${lena.email}`, lena.email].sort())
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'collaborator.offered',
      target_kind: 'share',
    })
  })

  test('again to the same address ends the offer before', async ({ world }) => {
    const owner = await world.person()
    const place = { id: owner.id, account: owner.username }
    const app = await world.app(place)
    const first = await add(owner, place, app, { all: '1' })
    expect(first.scopes).toEqual([...APP_SCOPES])
    const second = await add(owner, place, app, { scopes: 'Models:Get', until: inDays(3).toISOString() })
    expect(second.results[0]).toMatchObject({ outcome: 'offered_again' })
    const rows =
      await ownerSql()`select id, state, scopes from shares where app_id = ${app.id} order by created_at`
    expect(rows).toEqual([
      { id: first.results[0]?.shareId, state: 'void', scopes: [...APP_SCOPES] },
      { id: second.results[0]?.shareId, state: 'pending', scopes: ['Models:Get', 'Apps:Get'] },
    ])
  })

  test('wants scopes of an app, an address, and none of one’s own or who has it already', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    await world.collaborator(place, app.id, lena, ['Apps:Get'])
    const to = (more: Record<string, unknown>) => refusalOf(add(place.admin, place, app, more))
    expect(await to({ emails: 'a@example.test' })).toBe('invalid')
    for (const scopes of ['Keys:Add', 'AuditLogs:Get', 'PasswordPolicies:Add', 'Nonsense'])
      expect(await to({ scopes }), scopes).toBe('invalid')
    expect(await to({ emails: ' ', scopes: 'Apps:Get' })).toBe('invalid')
    const emails = `${place.admin.email} ${lena.email}`
    const { results } = await add(place.admin, place, app, { emails, scopes: 'Apps:Get' })
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'refused'])
  })

  test('counts with the invitations: five mails a day to an address', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const outcomes = []
    for (let i = 0; i < 6; i++)
      outcomes.push((await add(place.admin, place, app, { scopes: 'Apps:Get' })).results[0]?.outcome)
    expect(outcomes).toEqual(['offered', ...Array(4).fill('offered_again'), 'refused'])
  })

  test.for([
    ['organization_contributor', 'done'],
    ['organization_user', 'forbidden'],
    ['team_contributor', 'not_found'],
    ['financial_manager', 'not_found'],
  ] as const)('by an %s: %s', async ([role, outcome], { world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const who = await world.member(place, role)
    if (role === 'team_contributor')
      expect(await refusalOf(add(who, place, app, { scopes: 'Apps:Get' }))).toBe(outcome)
    else expect(await refusalOf(add(who, place, app, { scopes: 'Apps:Get' }))).toBe(outcome)
  })
})

describe('a collaborator with the scope', () => {
  test('offers what they hold, no longer than they stay, and no more', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, GIVES)
    await ownerSql()`update collaborators set expires_at = ${inDays(10)} where user_id = ${guest.id}`
    const to = (more: Record<string, unknown>) => refusalOf(add(guest, place, app, more))
    const until = inDays(5).toISOString()
    expect(await to({ scopes: 'Inputs:Get', until })).toBe('done')
    expect(await to({ all: '1', until })).toBe('done')
    expect(await to({ scopes: 'Inputs:Add', until })).toBe('forbidden')
    expect(await to({ scopes: 'Metrics:Get', until })).toBe('forbidden')
    expect(await to({ scopes: 'Inputs:Get' })).toBe('forbidden')
    expect(await to({ scopes: 'Inputs:Get', until: inDays(11).toISOString() })).toBe('forbidden')
    const [last] = await ownerSql()`select scopes from shares where app_id = ${app.id} and state = 'pending'`
    expect(last?.scopes.toSorted()).toEqual(GIVES.toSorted())
  })

  test('cannot where the organization has switched it off, and takes back what they offered', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, GIVES)
    const { results } = await add(guest, place, app, { scopes: 'Inputs:Get' })
    await ownerSql()`update organizations set collaborators_may_share = false where org_id = ${place.id}`
    expect(await refusalOf(add(guest, place, app, { scopes: 'Inputs:Get' }))).toBe('forbidden')
    const { can } = await listCollaborators(guest.caller, place.account, app.handle, {})
    expect(can).toMatchObject({ add: false, remove: true, why: expect.stringContaining(place.name) })
    const shareId = String(results[0]?.shareId)
    expect(await refusalOf(resendShare(guest.caller, place.account, { app: app.handle, shareId }))).toBe(
      'forbidden',
    )
    expect(
      await refusalOf(withdrawShares(guest.caller, place.account, { app: app.handle, ids: [shareId] })),
    ).toBe('done')
  })

  test('and whoever sees one app alone is not told who else has offered it', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const who = await world.member(place, 'organization_contributor')
    const team = await world.team(place, { isRestricted: true, people: [who] })
    await world.teamApp(place, team.id, app.id, 'full_access')
    await add(place.admin, place, app, { scopes: 'Apps:Get' })
    await add(who, place, app, { emails: 'other@example.test', scopes: 'Apps:Get' })
    const { rows } = await listShares(who.caller, place.account, app.handle, {})
    expect(rows.map(({ offererName }) => offererName)).toEqual([who.name, null])
  })

  test('sees their own offers alone, and replaces none that holds more', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, GIVES)
    const broad = await add(place.admin, place, app, { all: '1' })
    const { results } = await add(guest, place, app, { scopes: 'Inputs:Get' })
    expect(results[0]?.outcome).toBe('refused')
    await add(guest, place, app, { emails: 'other@example.test', scopes: 'Inputs:Get' })
    const { rows } = await listShares(guest.caller, place.account, app.handle, {})
    expect(rows.map(({ email }) => email)).toEqual(['other@example.test'])
    const ids = [String(broad.results[0]?.shareId)]
    expect(await refusalOf(withdrawShares(guest.caller, place.account, { app: app.handle, ids }))).toBe(
      'conflict',
    )
  })

  test('changes and removes those who hold no more than they, never themselves', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [guest, less, more] = [await world.person(), await world.person(), await world.person()]
    await world.collaborator(place, app.id, guest, GIVES)
    await world.collaborator(place, app.id, less, ['Apps:Get', 'Inputs:Get'])
    await world.collaborator(place, app.id, more, ['Apps:Get', 'Metrics:Get'])
    const change = async (who: Persona, scopes: string) =>
      refusalOf(
        changeCollaborator(guest.caller, place.account, {
          app: app.handle,
          collaboratorId: await idOf(app, who),
          scopes,
        }),
      )
    const remove = (...people: Persona[]) =>
      refusalOf(
        removeCollaborators(guest.caller, place.account, {
          app: app.handle,
          ids: people.map(({ id }) => id),
        }),
      )
    expect(await change(less, 'Collaborators:Get')).toBe('done')
    expect(await change(less, 'Inputs:Add')).toBe('forbidden')
    expect(await change(more, 'Apps:Get')).toBe('forbidden')
    expect(await change(guest, 'Apps:Get')).toBe('forbidden')
    expect(await remove(more)).toBe('forbidden')
    expect(await remove(guest)).toBe('forbidden')
    expect(await remove(less, more)).toBe('forbidden')
    expect(await remove(less)).toBe('done')
  })
})

describe('what a collaborator holds', () => {
  test('changes by ending and beginning anew, and says who added them all the same', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [lena, other] = [await world.person(), await world.member(place, 'admin')]
    await world.collaborator(place, app.id, lena, ['Apps:Get', 'Inputs:Get'])
    await ownerSql()`update collaborators set started_by = ${place.admin.id} where user_id = ${lena.id}`
    const was = await idOf(app, lena)
    const { gained, lost, until } = await changeCollaborator(other.caller, place.account, {
      app: app.handle,
      collaboratorId: was,
      scopes: 'Concepts:Add',
      until: '2999-01-01',
    })
    expect([gained, lost, until?.was]).toEqual([['Concepts:Add', 'Concepts:Get'], ['Inputs:Get'], null])
    const rows = await given(app, lena)
    expect(rows.map(({ live }) => live)).toEqual([false, true])
    expect(rows[0]?.ended_change).toBe(rows[1]?.started_change)
    const {
      rows: [row],
    } = await listCollaborators(other.caller, place.account, app.handle, {})
    expect(row).toMatchObject({
      addedBy: place.admin.name,
      scopes: ['Concepts:Add', 'Concepts:Get', 'Apps:Get'],
    })
    expect(await ownerSql()`select kind from notifications where user_id = ${lena.id}`).toEqual([
      { kind: 'collaborator.changed' },
    ])
    const again = { app: app.handle, collaboratorId: was, scopes: 'Apps:Get' }
    expect(await refusalOf(changeCollaborator(other.caller, place.account, again))).toBe('conflict')
  })

  test('ends with whom they had added where that is wanted, and comes back', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [lena, max, ida] = [await world.person(), await world.person(), await world.person()]
    await world.collaborator(place, app.id, lena, GIVES)
    await world.collaborator(place, app.id, max, GIVES)
    await world.collaborator(place, app.id, ida, ['Apps:Get'])
    await ownerSql()`update collaborators set started_by = ${lena.id} where user_id = ${max.id}`
    await ownerSql()`update collaborators set started_by = ${max.id} where user_id = ${ida.id}`
    await add(lena, place, app, { scopes: 'Apps:Get' })
    const { admin, account } = place
    const review = await reviewRemoval(admin.caller, account, app.handle, { ids: lena.id })
    expect(review.added.map(({ userId }) => userId).toSorted()).toEqual([max.id, ida.id].toSorted())
    const { change, removed } = await removeCollaborators(admin.caller, account, {
      app: app.handle,
      ids: [lena.id],
      added: review.added.map(({ id }) => id),
    })
    expect(removed).toHaveLength(3)
    expect(await ownerSql()`select state from shares where app_id = ${app.id}`).toEqual([{ state: 'void' }])
    const { restored } = await restoreCollaborators(admin.caller, account, { app: app.handle, change })
    expect(restored).toHaveLength(3)
    const twice = restoreCollaborators(admin.caller, account, { app: app.handle, change })
    expect(await refusalOf(twice)).toBe('conflict')
  })

  test('is listed page by page, both ways, and found by name', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const people = []
    for (let i = 0; i < 5; i++) {
      const who = await world.person({ firstName: `Person${i}` })
      await world.collaborator(place, app.id, who, ['Apps:Get'])
      people.unshift(who.id)
    }
    const page = (cursor: string | null) =>
      listCollaborators(place.admin.caller, place.account, app.handle, { size: 2, cursor })
    const first = await page(null)
    const second = await page(first.next)
    const third = await page(second.next)
    expect([first, second, third].flatMap(({ rows }) => rows.map(({ userId }) => userId))).toEqual(people)
    expect((await page(third.previous)).rows).toEqual(second.rows)
    expect([first.previous, third.next]).toEqual([null, null])
    const found = await listCollaborators(place.admin.caller, place.account, app.handle, { q: 'person3' })
    expect(found.rows).toHaveLength(1)
  })
})

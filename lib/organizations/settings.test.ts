import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Place } from '@/db/testing/world'
import { inviteMembers } from '@/lib/invitations/commands'
import { latest } from '@/lib/invitations/invitation.fixture'
import { renewInvitation } from '@/lib/invitations/pending'
import {
  changeInvitationLife,
  changeOrganizationId,
  createOrganization,
  updateOrganization,
} from './commands'
import { getOrganizationSettings } from './settings'

const tail = () => crypto.randomUUID().slice(0, 8)
const settingsOf = (place: Place, who = place.admin) => getOrganizationSettings(who.caller, place.account, {})
const historyOf = (place: Place) =>
  ownerSql()`select event, before, after from audit_events where org_id = ${place.id} order by id`

describe('name and billing address', () => {
  test('are changed by an Admin, and the history says what from and what to', async ({ world }) => {
    const place = await world.organization()
    const name = `Renamed ${tail()}`
    const change = { name: `  ${name.replace(' ', '   ')} `, billingEmail: 'new@example.test' }
    await updateOrganization(place.admin.caller, place.account, change)
    expect(await settingsOf(place)).toMatchObject({
      name,
      billingEmail: 'new@example.test',
      can: { edit: true },
    })
    await updateOrganization(place.admin.caller, place.account, { name, billingEmail: 'newer@example.test' })
    await updateOrganization(place.admin.caller, place.account, { name, billingEmail: 'newer@example.test' })
    expect(await historyOf(place)).toEqual([
      {
        event: 'organization.updated',
        before: { name: place.name, billingEmail: 'billing@example.test' },
        after: { name, billingEmail: 'new@example.test' },
      },
      {
        event: 'organization.updated',
        before: { billingEmail: 'new@example.test' },
        after: { billingEmail: 'newer@example.test' },
      },
    ])
  })

  test('a new name stands in mails that were asked for before', async ({ world }) => {
    const place = await world.organization()
    const { caller } = place.admin
    await inviteMembers(caller, place.account, { emails: 'new@example.test', role: 'organization_user' })
    const invitation = await latest(place, 'new@example.test')
    const name = `Renamed ${tail()}`
    await updateOrganization(caller, place.account, { name, billingEmail: 'a@example.test' })
    const [mail] = await ownerSql()`
      select worker_open_mail(gen_random_uuid(), 'invitation', ${place.id}, null, ${invitation?.id}, '{}') as facts`
    expect(mail?.facts.organization.name).toBe(name)
  })

  test('a name that another organization has, in whatever case, is said beside its field', async ({
    world,
  }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const renaming = updateOrganization(place.admin.caller, place.account, {
      name: other.name.toUpperCase(),
      billingEmail: 'a@example.test',
    })
    await expect(renaming).rejects.toMatchObject({ code: 'conflict', fields: { name: expect.any(String) } })
    expect(await settingsOf(place)).toMatchObject({ name: place.name, billingEmail: 'billing@example.test' })
    // its own name in another case is no other's
    await updateOrganization(place.admin.caller, place.account, {
      name: place.name.toUpperCase(),
      billingEmail: 'a@example.test',
    })
  })

  test.for([
    ['name', { name: ' ' }],
    ['name', { name: 'A\u200bcme' }],
    ['billingEmail', { billingEmail: 'nobody' }],
  ] as const)('a bad %s is refused beside its field', async ([field, bad], { world }) => {
    const place = await world.organization()
    const input = { name: 'Fine', billingEmail: 'fine@example.test', ...bad }
    await expect(updateOrganization(place.admin.caller, place.account, input)).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: expect.any(String) },
    })
  })

  test('who may not edit sees what is theirs to see, with the reason, and changes nothing', async ({
    world,
  }) => {
    const place = await world.organization()
    const seen = {
      billingEmail: null,
      invitationDays: null,
      formers: [],
      can: { edit: false, delete: false },
    }
    for (const [role, shown] of [
      ['organization_contributor', seen],
      ['team_contributor', seen],
      ['financial_manager', { ...seen, billingEmail: 'billing@example.test' }],
    ] as const) {
      const who = await world.member(place, role)
      expect(await settingsOf(place, who), role).toMatchObject({
        ...shown,
        why: expect.stringContaining('Admin'),
      })
      const { caller } = who
      for (const attempt of [
        () => updateOrganization(caller, place.account, { name: 'Mine', billingEmail: 'mine@example.test' }),
        () => changeOrganizationId(caller, place.account, { handle: `mine-${tail()}` }),
        () => changeInvitationLife(caller, place.account, { invitationDays: 90 }),
      ])
        await expect(attempt(), role).rejects.toMatchObject({
          code: 'forbidden',
          permission: 'organization.edit',
        })
    }
    expect(await historyOf(place)).toEqual([])
  })
})

describe('the ID', () => {
  test('changes, and everything goes on under both', async ({ world }) => {
    const place = await world.organization()
    const handle = `moved-${tail()}`
    await changeOrganizationId(place.admin.caller, place.account, { handle })
    expect(await settingsOf(place)).toMatchObject({ handle, formers: [{ handle: place.account }] })
    await updateOrganization(place.admin.caller, place.account, {
      name: place.name,
      billingEmail: 'b@example.test',
    })
    expect((await historyOf(place))[0]).toEqual({
      event: 'organization.idChanged',
      before: { handle: place.account },
      after: { handle },
    })
  })

  test('of two organizations that take the same at once, one has it', async ({ world }) => {
    const places = [await world.organization(), await world.organization(), await world.organization()]
    const handle = `wanted-${tail()}`
    const racing: Promise<unknown>[] = []
    await ownerSql().begin(async (tx) => {
      for (const { id } of places) await tx`select 1 from accounts where id = ${id} for update`
      for (const { admin, account } of places)
        racing.push(changeOrganizationId(admin.caller, account, { handle }))
      for (const one of racing) one.catch(() => {})
      await untilWaiting(places.length)
    })
    const outcomes = await Promise.allSettled(racing)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'conflict', fields: { handle: expect.any(String) } })
    for (const place of places) expect((await settingsOf(place)).id).toBe(place.id)
  })

  test('two changes of one organization at once come one after the other', async ({ world }) => {
    const { admin, account, id } = await world.organization()
    const names = [`first-${tail()}`, `second-${tail()}`]
    await Promise.all(names.map((handle) => changeOrganizationId(admin.caller, account, { handle })))
    const handles = await ownerSql()`select handle, state from handles where account_id = ${id}`
    expect(handles.filter(({ state }) => state === 'current')).toHaveLength(1)
    expect(handles.filter(({ state }) => state === 'former')).toHaveLength(2)
  })
})

describe('how long invitations live', () => {
  test('holds for those sent or renewed afterwards, and leaves the others alone', async ({ world }) => {
    const place = await world.organization()
    const { caller } = place.admin
    const invited = async (email: string) => {
      await inviteMembers(caller, place.account, { emails: email, role: 'organization_user' })
      return latest(place, email)
    }
    const days = (row: Record<string, Date> | undefined) =>
      Math.round(((row?.expires_at?.getTime() ?? 0) - Date.now()) / 86_400_000)
    const before = await invited('before@example.test')
    expect(await settingsOf(place)).toMatchObject({ invitationDays: 7 })
    await changeInvitationLife(caller, place.account, { invitationDays: '30' as never })
    expect(days(before)).toBe(7)
    expect(days(await latest(place, 'before@example.test'))).toBe(7)
    expect(days(await invited('after@example.test'))).toBe(30)
    await ownerSql()`update invitations set expires_at = now() - interval '1 minute' where id = ${before?.id}`
    await renewInvitation(caller, place.account, { invitationId: before?.id })
    expect(days(await latest(place, 'before@example.test'))).toBe(30)
    expect((await historyOf(place)).find(({ event }) => event === 'organization.updated')).toMatchObject({
      before: { invitationDays: 7 },
      after: { invitationDays: 30 },
    })
  })

  test.for(['0', '91', '1.5', '-1', '', 'many', 'Infinity'])(
    '%s days are refused',
    async (invitationDays, { world }) => {
      const place = await world.organization()
      await expect(
        changeInvitationLife(place.admin.caller, place.account, { invitationDays: invitationDays as never }),
      ).rejects.toMatchObject({
        code: 'invalid',
        fields: { invitationDays: expect.stringContaining('from 1 to 90') },
      })
    },
  )
})

test('nobody founds more organizations than fifty, also not two at once', async ({ world }) => {
  const lena = await world.person()
  const founding = () => {
    const id = tail()
    return createOrganization(lena.caller, 'me', {
      name: `Many ${id}`,
      handle: `many-${id}`,
      billingEmail: lena.email,
    })
  }
  for (let count = 0; count < 49; count++) await founding()
  const outcomes = await Promise.allSettled([founding(), founding()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [row] = await ownerSql()`select count(*)::int as n from organizations where created_by = ${lena.id}`
  expect(row?.n).toBe(50)
})

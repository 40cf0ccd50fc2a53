import { describe, expect } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { loadFrame } from '@/lib/frame/queries'
import { findInvitation } from '@/lib/invitations/find'
import {
  accept,
  bellOf,
  eventsOf,
  invite,
  mailedSecret,
  mailsAbout,
  memberships,
} from '@/lib/invitations/invitation.fixture'
import { purgeOrganizations } from '@/lib/jobs/purge'
import { openWorkerDatabase } from '@/lib/jobs/worker-database'
import { leaveOrganization } from '@/lib/members/commands'
import { listMembers } from '@/lib/members/queries'
import { changeOrganizationId, createOrganization } from './commands'
import { deleteOrganization, RESTORABLE_DAYS, restoreOrganization } from './ending'
import { listDeletedOrganizations, previewDeletion } from './settings'

const remove = ({ admin, account }: Place, confirmation = account, by: Persona = admin) =>
  deleteOrganization(by.caller, account, { confirmation })
const restore = (place: Place, by: Persona = place.admin, name?: string) =>
  restoreOrganization(by.caller, 'me', { organizationId: place.id, name })
const restorable = (who: Persona) => listDeletedOrganizations(who.caller, 'me', {})
const organizationOf = async ({ id }: Place) => {
  const [row] = await ownerSql()`select * from organizations where org_id = ${id}`
  return row
}
const timeIsUp = ({ id }: Place) =>
  ownerSql()`update organizations set restorable_until = now() - interval '1 second' where org_id = ${id}`
const mailsTo = (who: Persona) =>
  ownerSql()<{ request: Record<string, unknown> }[]>`
    select payload -> 'request' as request from graphile_worker._private_jobs
     where payload -> 'request' ->> 'userId' = ${who.id} and payload -> 'request' ->> 'template' like 'organization%' order by id`

describe('deleting an organization', () => {
  test('wants its ID typed, whatever the case, and by an Admin', async ({ world }) => {
    const place = await world.organization()
    const contributor = await world.member(place, 'organization_contributor')
    for (const wrong of ['', 'delete', place.name, `${place.account}x`])
      await expect(remove(place, wrong)).rejects.toMatchObject({
        code: 'invalid',
        fields: { confirmation: expect.stringContaining(place.account) },
      })
    await expect(remove(place, place.account, contributor)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await organizationOf(place)).toMatchObject({ deleted_at: null })
    await remove(place, ` ${place.account.toUpperCase()} `)
    expect(await organizationOf(place)).toMatchObject({ deleted_by: place.admin.id })
  })

  test('says beforehand what will be lost', async ({ world }) => {
    const place = await world.organization()
    await world.team(place, { people: [await world.member(place, 'team_contributor')] })
    await world.app(place)
    await invite(place, 'somebody@example.test')
    expect(await previewDeletion(place.admin.caller, place.account, {})).toMatchObject({
      members: { count: 2 },
      invitations: { count: 1 },
      teams: { count: 1 },
      apps: { count: 1 },
    })
  })

  test('closes every door at the next request, for everybody, under its present and its former ID', async ({
    world,
  }) => {
    const place = await world.organization()
    const stranger = await world.person()
    const member = await world.member(place, 'organization_user')
    const app = await world.app(place, { visibility: 'public' })
    const handle = `${place.account}-new`
    await changeOrganizationId(place.admin.caller, place.account, { handle })
    await remove({ ...place, account: handle })
    for (const who of [place.admin, member, stranger])
      for (const account of [place.account, handle]) {
        await expect(listMembers(who.caller, account, {}), account).rejects.toMatchObject({
          code: 'not_found',
        })
        const [row] =
          await database()`select * from enter(${who.id}::uuid, ${who.sessionId}::uuid, ${account}, ${app.handle})`
        expect(row).toMatchObject({ tie: null, org_id: null, app: null })
      }
    const frame = await loadFrame(member.caller, handle)
    expect([frame?.entered, frame?.accounts.length]).toEqual([null, 1])
  })

  test('keeps its IDs from others until it is gone for good', async ({ world }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const handle = `${place.account}-new`
    await changeOrganizationId(place.admin.caller, place.account, { handle })
    await ownerSql()`update handles set redirects_until = now() + interval '1 day' where handle = ${place.account}`
    await remove({ ...place, account: handle })
    const [former] = await ownerSql()`select redirects_until from handles where handle = ${place.account}`
    expect(former?.redirects_until).toEqual((await organizationOf(place))?.restorable_until)
    for (const wanted of [place.account, handle])
      await expect(
        changeOrganizationId(other.admin.caller, other.account, { handle: wanted }),
      ).rejects.toMatchObject({
        code: 'conflict',
      })
  })

  test('tells every member, the Admins with the way back, and writes it down', async ({ world }) => {
    const place = await world.organization()
    const [second, member] = [
      await world.member(place, 'admin'),
      await world.member(place, 'team_contributor'),
    ]
    const gone = await world.member(place, 'organization_user', { until: new Date(Date.now() - 1000) })
    await remove(place)
    expect((await bellOf(second)).map(({ kind, detail }) => [kind, detail.role])).toEqual([
      ['organization.deleted', 'admin'],
    ])
    expect(await bellOf(member)).toMatchObject([
      {
        kind: 'organization.deleted',
        detail: { organization: place.name, by: place.admin.name, role: 'team_contributor' },
      },
    ])
    expect(await bellOf(place.admin)).toEqual([])
    const told = { template: 'organization_deleted', orgId: place.id, by: place.admin.name }
    for (const [who, canRestore] of [
      [place.admin, true],
      [second, true],
      [member, false],
    ] as const)
      expect((await mailsTo(who)).map(({ request }) => request)).toMatchObject([{ ...told, canRestore }])
    expect(await mailsTo(gone)).toEqual([])
    expect(await eventsOf(place)).toEqual(['organization.deleted'])
  })

  test('two Admins at once: one did it, everybody is told once', async ({ world }) => {
    const place = await world.organization()
    const second = await world.member(place, 'admin')
    const outcomes = await atOnce(place, [() => remove(place), () => remove(place, place.account, second)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await eventsOf(place)).toEqual(['organization.deleted'])
    expect(await mailsTo(second)).toHaveLength(1)
  })

  test('an Admin who was demoted while it waited deletes nothing', async ({ world }) => {
    const place = await world.organization()
    const second = await world.member(place, 'admin')
    const [outcome] = await atOnce(
      place,
      [() => remove(place, place.account, second)],
      `update members set ended_at = now() where org_id = '${place.id}' and user_id = '${second.id}'`,
    )
    expect(outcome?.status).toBe('rejected')
    expect(await organizationOf(place)).toMatchObject({ deleted_at: null })
  })
})

describe('invitations meanwhile', () => {
  test('are withdrawn for whoever was invited, said to be deleted to members, and open again afterwards', async ({
    world,
  }) => {
    const place = await world.organization()
    const [lena, late] = [await world.person(), await world.person()]
    const token = await mailedSecret(place, await invite(place, lena.email))
    const lateId = await invite(place, late.email)
    const lateToken = await mailedSecret(place, lateId)
    await remove(place)
    const shown = async (who: Persona, secret = token) => await findInvitation(secret, who.caller)
    expect(await shown(lena)).toMatchObject({ state: 'revoked', organization: { handle: null } })
    expect(await shown(place.admin)).toMatchObject({ state: 'gone', organization: { handle: null } })
    await expect(accept(lena, token)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('withdrawn'),
    })
    await expect(mailedSecret(place, lateId)).rejects.toThrow(/no link/)
    await ownerSql()`update invitations set expires_at = now() - interval '1 minute' where id = ${lateId}`
    await restore(place)
    expect((await accept(lena, token)).organization).toBe(place.name)
    expect(await shown(late, lateToken)).toMatchObject({ state: 'expired' })
  })

  test('whose mail was dropped meanwhile are mailed afterwards, and no others', async ({ world }) => {
    const place = await world.organization()
    const dropped = await invite(place, `dropped-${place.account}@example.test`)
    const sent = await invite(place, `sent-${place.account}@example.test`)
    await remove(place)
    await ownerSql()`delete from graphile_worker._private_jobs`
    for (const [id, status] of [
      [dropped, 'dropped'],
      [sent, 'sent'],
    ] as const)
      await ownerSql()`
        insert into mails (org_id, subject_id, template, to_address, status) values (${place.id}, ${id}, 'invitation', '', ${status})`
    await restore(place)
    expect([await mailsAbout(dropped), await mailsAbout(sent)]).toEqual([['invitation'], []])
  })

  test('delete against accept: whoever came in was told, nobody comes in afterwards', async ({ world }) => {
    for (const acceptFirst of [true, false]) {
      const place = await world.organization()
      const lena = await world.person()
      const token = await mailedSecret(place, await invite(place, lena.email))
      const steps = [() => accept(lena, token) as Promise<unknown>, () => remove(place) as Promise<unknown>]
      const outcomes = await atOnce(place, acceptFirst ? steps : steps.reverse())
      const accepted = outcomes[acceptFirst ? 0 : 1]
      expect(outcomes[acceptFirst ? 1 : 0]?.status).toBe('fulfilled')
      const isIn = accepted?.status === 'fulfilled'
      expect(await memberships(place, lena)).toHaveLength(isIn ? 1 : 0)
      expect(await mailsTo(lena)).toHaveLength(isIn ? 1 : 0)
      expect(isIn, acceptFirst ? 'came first' : 'came second').toBe(acceptFirst)
    }
  })
})

describe('restoring', () => {
  test('brings everything back as it was, tells everybody, and writes it down', async ({ world }) => {
    const place = await world.organization()
    const member = await world.member(place, 'team_contributor')
    const team = await world.team(place, { people: [member] })
    const app = await world.app(place)
    await world.teamApp(place, team.id, app.id, 'labeler_lead')
    const everything = async () => {
      const tables = ['members', 'teams', 'team_members', 'team_apps', 'apps', 'handles']
      const of = (table: string) => ownerSql()`
        select to_jsonb(t) from ${ownerSql()(table)} t where ${ownerSql()(table === 'handles' ? 'account_id' : 'org_id')} = ${place.id} order by 1::text`
      return Promise.all(tables.map(of))
    }
    const before = [await everything(), await organizationOf(place)]
    await remove(place)
    expect(await restorable(place.admin)).toMatchObject([
      {
        id: place.id,
        name: place.name,
        handle: place.account,
        deletedBy: place.admin.name,
        members: { count: 2 },
        isNameTaken: false,
      },
    ])
    expect(await restorable(member)).toEqual([])
    expect(await restore(place)).toEqual({ handle: place.account, name: place.name })
    expect([await everything(), await organizationOf(place)]).toEqual(before)
    expect((await listMembers(place.admin.caller, place.account, {})).rows).toHaveLength(2)
    expect(await eventsOf(place)).toEqual(['organization.deleted', 'organization.restored'])
    expect((await bellOf(member)).map(({ kind }) => kind).sort()).toEqual([
      'organization.deleted',
      'organization.restored',
    ])
    expect((await mailsTo(member)).map(({ request }) => request.template)).toEqual([
      'organization_deleted',
      'organization_restored',
    ])
    expect(await restorable(place.admin)).toEqual([])
  })

  test('is for its Admins alone; nobody else learns that it is there', async ({ world }) => {
    const place = await world.organization()
    const [member, stranger] = [await world.member(place, 'organization_contributor'), await world.person()]
    const formerAdmin = await world.member(place, 'admin')
    await leaveOrganization(formerAdmin.caller, place.account, {})
    await remove(place)
    const unknown = { ...place, id: crypto.randomUUID() }
    for (const who of [member, stranger, formerAdmin]) {
      const [real, none] = await Promise.all(
        [place, unknown].map((one) => restore(one, who).catch((error) => error)),
      )
      expect(real).toEqual(none)
      expect(real).toMatchObject({ code: 'not_found' })
    }
    expect(await organizationOf(place)).toMatchObject({ deleted_by: place.admin.id })
  })

  test('takes another name where its own was taken meanwhile', async ({ world }) => {
    const place = await world.organization()
    await remove(place)
    const lena = await world.person()
    await createOrganization(lena.caller, 'me', {
      name: place.name,
      handle: `${place.account}-2`,
      billingEmail: lena.email,
    })
    expect(await restorable(place.admin)).toMatchObject([{ isNameTaken: true }])
    await expect(restore(place)).rejects.toMatchObject({
      code: 'conflict',
      fields: { name: expect.any(String) },
    })
    expect(await organizationOf(place)).toMatchObject({ deleted_by: place.admin.id })
    const name = `${place.name} again`
    expect(await restore(place, place.admin, name)).toMatchObject({ name })
    expect(await organizationOf(place)).toMatchObject({ deleted_at: null, name })
  })

  test('twice at once, and twice in a row, is once', async ({ world }) => {
    const place = await world.organization()
    const second = await world.member(place, 'admin')
    await remove(place)
    const outcomes = await atOnce(place, [() => restore(place), () => restore(place, second)])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    await restore(place)
    expect((await eventsOf(place)).filter((event) => event === 'organization.restored')).toHaveLength(1)
    expect(
      (await mailsTo(second)).filter(({ request }) => request.template === 'organization_restored'),
    ).toHaveLength(1)
  })

  test('never leaves it without an Admin for good', async ({ world }) => {
    const place = await world.organization()
    const forATime = await world.member(place, 'admin', { until: new Date(Date.now() + 3_600_000) })
    await remove(place)
    await ownerSql()`update members set ended_at = now() where org_id = ${place.id} and user_id = ${place.admin.id}`
    await expect(restore(place, forATime)).rejects.toMatchObject({ code: 'conflict' })
  })

  test(`is over after ${RESTORABLE_DAYS} days, before any purge`, async ({ world }) => {
    const place = await world.organization()
    const { restorableUntil } = await remove(place)
    expect(Math.round((Date.parse(restorableUntil) - Date.now()) / 86_400_000)).toBe(RESTORABLE_DAYS)
    await timeIsUp(place)
    expect(await restorable(place.admin)).toEqual([])
    await expect(restore(place)).rejects.toMatchObject({ code: 'expired' })
  })
})

describe('purging', () => {
  test('takes all rows of the tenant, a few at a time, and no others; the history stays, the ID is free', async ({
    world,
  }) => {
    const [place, other] = [await furnished(world), await furnished(world)]
    await remove(place)
    await remove(other)
    const before = await rowsOf(other)
    await timeIsUp(place)
    await purge(1)
    const { audit_events, audit_waiting, refused_attempts, ...rest } = await rowsOf(place)
    expect(rest).toEqual({ organizations: 1 })
    expect([audit_events, audit_waiting, refused_attempts]).toEqual(Array(3).fill(expect.any(Number)))
    expect((await eventsOf(place)).slice(-2)).toEqual(['organization.deleted', 'organization.purged'])
    expect(await organizationOf(place)).toMatchObject({ name: 'Deleted organization', billing_email: '' })
    expect(await rowsOf(other)).toEqual(before)
    await restore(other)
    const { admin, account } = other
    await changeOrganizationId(admin.caller, account, { handle: place.account })
    await expect(restore(place)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('against restoring: whichever comes first, all of it is there or none', async ({ world }) => {
    const first = await furnished(world)
    await remove(first)
    // Restoring waits for a purge that has begun: it comes too late, although its own transaction began in time.
    const purging = await ownerSql().reserve()
    await purging`begin`
    await purging`select 1 from organizations where org_id = ${first.id} for update`
    const restoring = restore(first).catch((error) => error)
    await untilWaiting(1)
    await purging`update organizations set restorable_until = clock_timestamp() where org_id = ${first.id}`
    await purging`commit`
    purging.release()
    expect(await restoring).toMatchObject({ code: 'expired' })
    expect(await organizationOf(first)).toMatchObject({ deleted_by: first.admin.id })

    // A purge passes over one that is just being restored, and finds it restored.
    const second = await furnished(world)
    await remove(second)
    const restored = await ownerSql().reserve()
    await restored`begin`
    await restored`update organizations set deleted_at = null, restorable_until = null where org_id = ${second.id}`
    await purge(1)
    await restored`commit`
    restored.release()
    await purge(1)
    expect(await rowsOf(second)).toMatchObject({ members: 2, teams: 1, invitations: 1 })
  })

  test('goes on where it was stopped', async ({ world }) => {
    const place = await furnished(world)
    await remove(place)
    await timeIsUp(place)
    const sql = openWorkerDatabase(process.env.WORKER_DATABASE_URL ?? '', 1)
    await sql`select worker_purge_step(1)`
    await sql.end()
    expect(await organizationOf(place)).toMatchObject({ purged_at: null, name: place.name })
    await purge(1000)
    expect(await organizationOf(place)).toMatchObject({ purged_at: expect.any(Date) })
  })
})

async function purge(rowsAStep: number): Promise<void> {
  const sql = openWorkerDatabase(process.env.WORKER_DATABASE_URL ?? '', 1)
  await purgeOrganizations(sql, undefined, rowsAStep)
  await sql.end()
}

/** Begins everything in turn while the organization's row is held, each once the one before stands in line; then lets go. */
async function atOnce(place: Place, steps: (() => Promise<unknown>)[], meanwhile?: string) {
  const begun: Promise<unknown>[] = []
  await ownerSql().begin(async (tx) => {
    await tx`select 1 from organizations where org_id = ${place.id} for update`
    for (const step of steps) {
      const running = step()
      running.catch(() => {})
      begun.push(running)
      await untilWaiting(begun.length)
    }
    if (meanwhile) await tx.unsafe(meanwhile)
  })
  return Promise.allSettled(begun)
}

type World = typeof import('@/db/testing/world').world

async function furnished(world: World): Promise<Place> {
  const place = await world.organization()
  const member = await world.member(place, 'team_contributor')
  const team = await world.team(place, { people: [member] })
  const app = await world.app(place)
  await world.teamApp(place, team.id, app.id, 'full_access')
  await world.collaborator(place, app.id, member, ['Inputs:Get'])
  await mailedSecret(place, await invite(place, `invited-${place.account}@example.test`))
  await listMembers((await world.person()).caller, place.account, {}).catch(() => {})
  return place
}

/** How many rows each table holds of this organization; none is not named. */
async function rowsOf({ id }: Place): Promise<Record<string, number>> {
  const tables = await ownerSql()<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`
  const counted: [string, number][] = []
  for (const { name } of tables) {
    const [row] = await ownerSql()`select count(*)::int as n from ${ownerSql()(name)} where org_id = ${id}`
    if (row?.n) counted.push([name, row.n])
  }
  return Object.fromEntries(counted)
}

import { afterAll, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { exportAudit } from './export'
import { getAuditEntry, listAudit } from './list'
import { AuditSearch } from './schemas'
import { openSealer, unsealed } from './sealing.fixture'

const { worker, sealAll } = openSealer()
afterAll(() => worker.end())

type Happening = {
  event?: string
  actor?: Persona
  kind?: string
  target?: { id?: string; name: string }
  at?: string
  before?: object
  after?: object
}

async function happen(
  place: Place,
  { event = 'member.removed', actor = place.admin, kind = 'member', target, at, before, after }: Happening,
) {
  const sql = ownerSql()
  const [row] = await sql<[{ id: string }]>`
    insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, before, after, actor_kind, actor_id, actor_name, address, user_agent, request_id, occurred_at)
    values (${place.id}, gen_random_uuid(), ${event}, ${kind}, ${target?.id ?? null}, ${target?.name ?? 'Somebody'}, ${before ? sql.json(before as never) : null},
            ${after ? sql.json(after as never) : null}, 'person', ${actor.id}, ${actor.name}, '10.1.2.3', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0', 'request-7', ${at ?? new Date().toISOString()}::text::timestamptz) returning id`
  return `e${row.id}`
}

const listed = async (place: Place, search: Record<string, unknown> = {}) =>
  listAudit(place.admin.caller, place.account, AuditSearch.parse(search))
const ids = async (place: Place, search: Record<string, unknown> = {}) =>
  (await listed(place, search)).rows.map(({ id }) => id)

/** The same questions before and after sealing: where the answer comes from makes no difference. */
async function expectBoth(place: Place, search: Record<string, unknown>, wanted: string[]) {
  expect(await ids(place, search), `waiting: ${JSON.stringify(search)}`).toEqual(wanted)
  await sealAll(place.id)
  expect(await ids(place, search), `sealed: ${JSON.stringify(search)}`).toEqual(wanted)
}

describe('the audit log', () => {
  test('has what was done and what was refused, newest first, with every detail', async ({ world }) => {
    const place = await world.organization()
    const contributor = await world.member(place, 'organization_contributor')
    const [removed, { rows }] = await unsealed(place.id, async () => {
      const removed = await happen(place, { target: { name: 'Lena Fischer' }, before: { role: 'admin' } })
      await expect(listAudit(contributor.caller, place.account, AuditSearch.parse({}))).rejects.toMatchObject(
        { code: 'forbidden' },
      )
      return [removed, await listed(place)]
    })
    expect(rows).toMatchObject([
      {
        outcome: 'refused',
        actor: { id: contributor.id, name: contributor.name },
        sentence: 'tried something that needs: Read and export the audit log',
        refusal: { reason: 'forbidden', permission: 'audit.view' },
        address: '127.0.0.1',
      },
      {
        id: removed,
        outcome: 'done',
        actor: { id: place.admin.id },
        target: { name: 'Lena Fischer' },
        sentence: 'removed Lena Fischer',
        before: { role: 'admin' },
        address: '10.1.2.3',
        requestId: 'request-7',
        seal: null,
      },
    ])
    await sealAll(place.id)
    const again = await listed(place)
    expect(again.rows.map(({ seal }) => seal?.seq)).toEqual([2, 1])
    expect(again.sealing).toMatchObject({ checkpoint: { seq: 2 }, isWaiting: false })
  })

  test('a stranger who tries is named, and one without a sign-in is nobody', async ({ world }) => {
    const place = await world.organization()
    const stranger = await world.person()
    await expect(listAudit(stranger.caller, place.account, AuditSearch.parse({}))).rejects.toMatchObject({
      code: 'not_found',
    })
    const [row] = (await listed(place)).rows
    expect(row).toMatchObject({
      actor: { name: stranger.name },
      sentence: 'tried to open what is not there for them',
    })
  })

  test('filters by event, actor, target, kind, outcome and words, each alone and together', async ({
    world,
  }) => {
    const place = await world.organization()
    const bea = await world.member(place, 'admin', {
      who: await world.person({ firstName: 'Beatrix', lastName: 'Kiddo' }),
    })
    const targetId = crypto.randomUUID()
    const a = await happen(place, { event: 'member.removed', target: { id: targetId, name: 'Lena Fischer' } })
    const b = await happen(place, {
      event: 'member.invited',
      actor: bea,
      kind: 'invitation',
      target: { name: 'lena@fischer.test' },
      after: { role: 'admin' },
    })
    const c = await happen(place, {
      event: 'organization.updated',
      actor: bea,
      kind: 'organization',
      target: { name: '100%_sure \\ Works' },
    })
    await expect(
      listAudit((await world.person()).caller, place.account, AuditSearch.parse({})),
    ).rejects.toThrow()
    const [refused = ''] = await ids(place, { outcome: 'refused' })
    expect(refused).toMatch(/^r/)
    const asked: [Record<string, unknown>, string[]][] = [
      [{}, [refused, c, b, a]],
      [{ event: 'member.removed' }, [a]],
      [{ event: ['member.removed', 'organization.updated'] }, [c, a]],
      [{ event: 'member.removed,member.invited' }, [b, a]],
      [{ actor: bea.id }, [c, b]],
      [{ actor: bea.id, event: 'member.removed,member.invited' }, [b]],
      [{ target: targetId }, [a]],
      [{ kind: 'invitation' }, [b]],
      [{ outcome: 'refused' }, [refused]],
      [{ outcome: 'done' }, [c, b, a]],
      [{ q: 'fischer' }, [b, a]],
      [{ q: 'FISCHER lena' }, [b, a]],
      [{ q: 'removed' }, [a]],
      [{ q: 'removed fischer' }, [a]],
      [{ q: 'invited fischer' }, [b]],
      [{ q: 'beatrix fischer' }, [b]],
      [{ q: 'kiddo', kind: 'organization' }, [c]],
      [{ q: '100%_sure' }, [c]],
      [{ q: '\\' }, [c]],
      [{ q: 'zq' }, []],
      [{ q: 'nobody like this' }, []],
      [{ event: 'no.such' }, []],
    ]
    for (const [search, wanted] of asked)
      expect(await ids(place, search), JSON.stringify(search)).toEqual(wanted)
    await sealAll(place.id)
    for (const [search, wanted] of asked)
      expect(await ids(place, search), `sealed ${JSON.stringify(search)}`).toEqual(wanted)
  })

  test('takes days as they are in the zone that the address names', async ({ world }) => {
    const place = await world.organization()
    const late = await happen(place, { at: '2026-03-28T23:30:00Z' }) // 29 March, 0:30 in Berlin
    const early = await happen(place, { at: '2026-03-29T21:59:59.999999Z' }) // 29 March, 23:59 there: summer time began that night
    const after = await happen(place, { at: '2026-03-29T22:00:00Z' })
    await expectBoth(place, { from: '2026-03-29', to: '2026-03-29', zone: 'Europe/Berlin' }, [early, late])
    expect(await ids(place, { from: '2026-03-29', to: '2026-03-29', zone: 'UTC' })).toEqual([after, early])
    expect(await ids(place, { from: '2026-03-29', to: '2026-03-29' })).toEqual([after, early])
    expect(await ids(place, { to: '2026-03-28', zone: 'America/New_York' })).toEqual([late])
    expect(await ids(place, { from: '2026-03-30', to: '2026-03-29' })).toEqual([])
    expect(await ids(place, { from: 'yesterday', zone: 'Mars/Base' })).toEqual([after, early, late])
  })

  test('pages forth and back over what is sealed, what waits, and what happened at the same moment', async ({
    world,
  }) => {
    const place = await world.organization()
    const made: string[] = []
    for (let i = 0; i < 40; i++) {
      made.push(await happen(place, { at: `2026-05-0${1 + Math.floor(i / 10)}T10:00:00Z` }))
      if (i === 29) await sealAll(place.id)
    }
    const wanted = made.toReversed()
    const seen: string[] = []
    let page = await listed(place, { size: 25 })
    seen.push(...page.rows.map(({ id }) => id))
    await sealAll(place.id) // between two pages: nobody sees an entry twice, or not at all
    page = await listed(place, { size: 25, cursor: page.next })
    seen.push(...page.rows.map(({ id }) => id))
    expect(seen).toEqual(wanted)
    expect(page.next).toBeNull()
    const back = await listed(place, { size: 25, cursor: page.previous })
    expect(back.rows.map(({ id }) => id)).toEqual(wanted.slice(0, 25))
    expect(back.previous).toBeNull()
  })

  test('a cursor that is none is the first page', async ({ world }) => {
    const place = await world.organization()
    const only = await happen(place, {})
    for (const values of [
      ['x'],
      ['2026-02-30T00:00:00Z', 'event', '1'],
      ['2026-05-01T00:00:00Z', 'x', '1'],
      ['2026-05-01T00:00:00Z', 'event', 'x'],
    ]) {
      const cursor = Buffer.from(JSON.stringify(['after', values])).toString('base64url')
      expect(await ids(place, { cursor })).toEqual([only])
    }
  })

  test('one’s own account has its own, which nobody else reads', async ({ world }) => {
    const person = await world.person()
    const [row] = await ownerSql()<[{ id: string }]>`
      insert into audit_events (org_id, change_id, event, actor_kind, actor_id, actor_name) values (${person.id}, gen_random_uuid(), 'password.changed', 'person', ${person.id}, ${person.name}) returning id`
    const own = await listAudit(person.caller, 'me', AuditSearch.parse({}))
    expect(own.rows.map(({ id }) => id)).toEqual([`e${row.id}`])
    const { admin } = await world.organization()
    await expect(listAudit(admin.caller, person.username, AuditSearch.parse({}))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('an entry of another organization is not there', async ({ world }) => {
    const [place, other] = [await world.organization(), await world.organization()]
    const theirs = await happen(other, {})
    await expect(getAuditEntry(place.admin.caller, place.account, { entry: theirs })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await getAuditEntry(other.admin.caller, other.account, { entry: theirs })).row.id).toBe(theirs)
    for (const entry of ['e0', 'r1', 'x1', 'e1;', ''])
      await expect(getAuditEntry(place.admin.caller, place.account, { entry })).rejects.toMatchObject({
        code: expect.stringMatching(/not_found|invalid/),
      })
  })
})

describe('the export', () => {
  test('holds what the filters let through, newest first, as JSON Lines and as CSV', async ({ world }) => {
    const place = await world.organization()
    await happen(place, {
      event: 'member.invited',
      at: '2026-05-01T10:00:00.123456Z',
      target: { name: '=cmd|1' },
      after: { role: 'admin' },
    })
    await happen(place, {
      event: 'member.removed',
      at: '2026-05-02T10:00:00Z',
      target: { name: 'Léna, "the" Lead' },
    })
    await happen(place, { event: 'member.removed', at: '2026-06-02T10:00:00Z' })
    await sealAll(place.id)
    const range = { from: '2026-05-01', to: '2026-05-31' }
    const jsonl = await exportAudit(place.admin.caller, place.account, { ...range, format: 'jsonl' })
    const lines = (await jsonl.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { event: 'member.removed', target: { name: 'Léna, "the" Lead' }, seal: { seq: 2 } },
      {
        event: 'member.invited',
        occurredAt: '2026-05-01T10:00:00.123456Z',
        after: { role: 'admin' },
        seal: { seq: 1 },
      },
    ])
    const csv = await (
      await exportAudit(place.admin.caller, place.account, { ...range, event: 'member.invited' })
    ).text()
    expect(csv.split('\r\n')[0]).toMatch(/^Time \(UTC\),Who,What,Outcome/)
    expect(csv).toContain("'=cmd|1")
    expect(csv.trimEnd().split('\r\n')).toHaveLength(2)
    expect(csv).not.toContain('Léna')
  })

  test('is itself part of the history, with its filters', async ({ world }) => {
    const place = await world.organization()
    await exportAudit(place.admin.caller, place.account, { format: 'csv', q: 'lena', from: '2026-05-01' })
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'audit.exported',
      after: { format: 'csv', q: 'lena', from: '2026-05-01' },
    })
  })
})

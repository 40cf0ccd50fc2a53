import { describe, expect } from 'vitest'
import { z } from 'zod'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { command, type Outcome } from './command'
import { conflict } from './errors'
import type { Job } from './jobs/table'
import { query } from './query'

const Rename = z.object({ name: z.string().min(1, 'Give it a name.') })

/** A change of the organization's billing address, as a stand-in for any command, with an outcome of the test's choosing. */
const renaming = (more: Partial<Outcome<string>> = {}, after?: () => never) =>
  command({
    name: 'renaming',
    permission: 'organization.edit',
    input: Rename,
    async run({ sql, input }) {
      await sql`update organizations set billing_email = ${input.name}`
      after?.()
      return {
        result: input.name,
        audit: [{ event: 'organization.updated', after: { name: input.name } }],
        ...more,
      }
    },
  })

const billingOf = async (id: string) =>
  (await ownerSql()`select billing_email from organizations where org_id = ${id}`)[0]?.billing_email
const historyOf = (id: string) =>
  ownerSql()`select event, request_id, actor_id, address from audit_events where org_id = ${id}`

describe('a command', () => {
  test('writes the change and its history in one transaction', async ({ world }) => {
    const place = await world.organization()
    await renaming()(place.admin.caller, place.account, { name: 'new' })
    expect(await billingOf(place.id)).toBe('new')
    expect(await historyOf(place.id)).toEqual([
      {
        event: 'organization.updated',
        request_id: place.admin.caller.origin.requestId,
        actor_id: place.admin.id,
        address: '127.0.0.1',
      },
    ])
  })

  test('that fails midway leaves nothing', async ({ world }) => {
    const place = await world.organization()
    const failing = renaming({}, () => {
      throw conflict('no')
    })
    await expect(failing(place.admin.caller, place.account, { name: 'new' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect([await billingOf(place.id), await historyOf(place.id)]).toEqual(['billing@example.test', []])
  })

  test.for([
    [
      'history',
      { audit: [{ event: 'organization.updated', target: { kind: 'x', id: 'not-a-uuid', name: 'x' } }] },
    ],
    ['jobs', { jobs: [{ task: null, payload: {}, jobKey: null, runAt: null } as unknown as Job] }],
    [
      'notices',
      {
        notices: [
          {
            userId: crypto.randomUUID(),
            orgId: crypto.randomUUID(),
            kind: 'member.removed',
            subjectId: null,
            detail: {},
          },
        ],
      },
    ],
  ] as [string, Partial<Outcome<string>>][])(
    'whose %s cannot be written changes nothing, and says so',
    async ([, outcome], { world }) => {
      const place = await world.organization()
      await expect(renaming(outcome)(place.admin.caller, place.account, { name: 'new' })).rejects.toThrow()
      expect([await billingOf(place.id), await historyOf(place.id)]).toEqual(['billing@example.test', []])
    },
  )

  test('refuses whoever lacks its permission, says who can help, and writes that down', async ({ world }) => {
    const place = await world.organization()
    const labeler = await world.member(place, 'team_contributor')
    await expect(renaming()(labeler.caller, place.account, { name: 'new' })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'organization.edit',
      message: expect.stringContaining('Admin'),
    })
    expect(await billingOf(place.id)).toBe('billing@example.test')
    expect(
      await ownerSql()`select permission, reason from refused_attempts where org_id = ${place.id}`,
    ).toEqual([{ permission: 'organization.edit', reason: 'forbidden' }])
  })

  test('answers bad input with a sentence for each field, before touching anything', async ({ world }) => {
    const place = await world.organization()
    await expect(renaming()(place.admin.caller, place.account, { name: '' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { name: 'Give it a name.' },
    })
  })

  test('by somebody whose sign-in has ended is refused at the next request', async ({ world }) => {
    const place = await world.organization()
    await ownerSql()`update sessions set revoked_at = now() where id = ${place.admin.sessionId}`
    await expect(renaming()(place.admin.caller, place.account, { name: 'new' })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('finds another organization neither by its handle nor by any spelling of it', async ({ world }) => {
    const [mine, theirs] = [await world.organization(), await world.organization()]
    const spellings = [
      theirs.account,
      theirs.account.toUpperCase(),
      encodeURIComponent(theirs.account),
      `%${theirs.account.charCodeAt(0).toString(16)}${theirs.account.slice(1)}`,
      theirs.id,
      `${mine.account}/../${theirs.account}`,
      `${theirs.account}\u0000`,
    ]
    for (const spelling of spellings) {
      await expect(renaming()(mine.admin.caller, spelling, { name: 'new' }), spelling).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    expect(await billingOf(theirs.id)).toBe('billing@example.test')
  })
})

describe('a query', () => {
  const failing = query({
    name: 'failing',
    permission: 'organization.view',
    input: z.object({}),
    run: ({ sql }) => sql`select 1 / 0`,
  })
  const counting = query({
    name: 'counting',
    permission: 'organization.view',
    input: z.object({}),
    run: ({ sql }) => sql`select count(*)::int as n from members`,
  })

  test('that fails leaves its connection fit for the next', async ({ world }) => {
    const place = await world.organization()
    const asked = Array.from({ length: 40 }, (_, i) =>
      (i % 2 ? failing : counting)(place.admin.caller, place.account, {}).then(
        () => 'ok',
        () => 'failed',
      ),
    )
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['ok', 'failed']))
    expect(await counting(place.admin.caller, place.account, {})).toMatchObject([{ n: 1 }])
    expect(await database()`select current_setting('app.tenant', true) as tenant`).toMatchObject([
      { tenant: expect.toSatisfy((t) => !t) },
    ])
  })

  test('cannot write', async ({ world }) => {
    const place = await world.organization()
    const writing = query({
      name: 'writing',
      permission: 'organization.view',
      input: z.object({}),
      run: ({ sql }) => sql`update organizations set name = 'x'`,
    })
    await expect(writing(place.admin.caller, place.account, {})).rejects.toThrow(/read-only/)
  })
})

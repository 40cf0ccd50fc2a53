import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { Hub } from '@/lib/bell/hub'
import { acceptInvitation } from '@/lib/invitations/answer'
import { inviteMembers } from '@/lib/invitations/commands'
import { listMembers } from '@/lib/members/queries'
import { listNotifications } from '@/lib/notifications/queries'
import { closeDatabase, database } from './client'
import { findPgBouncer, startPgBouncer } from './testing/pgbouncer'
import { test } from './testing/test'
import { ownerSql, type Place } from './testing/world'

const program = findPgBouncer()
const directUrl = process.env.APP_DATABASE_URL ?? ''
/** Fewer than the portal itself holds open, so that each statement may come to another one. */
const CONNECTIONS = 3

const modes = [
  {
    named: 'prepared statements',
    query: '',
    reason: program?.knowsPrepared ? null : 'it needs 1.21 or newer',
  },
  { named: 'prepare=false', query: '?prepare=false', reason: null },
]

if (!program)
  console.warn(
    'Not tested behind PgBouncer: it is not installed. `apt-get install pgbouncer`, or PGBOUNCER=/path/to/it',
  )

for (const { named, query, reason } of modes) {
  if (program && reason)
    console.warn(`Not tested behind PgBouncer ${program.version} with ${named}: ${reason}.`)

  describe.skipIf(!program || reason)(`behind PgBouncer in transaction mode, with ${named}`, () => {
    let pooler: Awaited<ReturnType<typeof startPgBouncer>>
    beforeAll(async () => {
      if (!program) return
      pooler = await startPgBouncer(program, directUrl, CONNECTIONS)
      await closeDatabase()
      process.env.APP_DATABASE_URL = pooler.url + query
    })
    afterAll(async () => {
      await closeDatabase()
      process.env.APP_DATABASE_URL = directUrl
      await pooler?.stop()
    })

    test('people are invited, accept, are listed and told; what they were told of rings past it', async ({
      world,
    }) => {
      const [place, lena] = [await world.organization(), await world.person()]
      const hub = new Hub(directUrl)
      const told: number[] = []
      const ear = { userId: lena.id, sessionId: lena.sessionId, beat: () => {}, end: () => {} }
      expect(await hub.join({ ...ear, tell: ({ unread }) => told.push(unread) })).toBeNull()

      await inviteMembers(place.admin.caller, place.account, {
        emails: `${lena.email} other-${lena.email}`,
        role: 'organization_user',
      })
      await vi.waitFor(() => expect(told.at(-1)).toBe(1), { timeout: 5_000 })
      const [notice] = (await listNotifications(lena.caller, 'me', {})).rows
      await acceptInvitation(lena.caller, 'me', { invitationId: notice?.invitation?.id ?? '' })
      await vi.waitFor(() => expect(told.at(-1)).toBe(0), { timeout: 5_000 })
      await hub.close()
      const { rows } = await listMembers(lena.caller, place.account, {})
      expect(rows).toHaveLength(2)
    })

    test('many tenants at once each see their own, and nothing stays entered on a connection', async ({
      world,
    }) => {
      const places = await Promise.all(Array.from({ length: 12 }, () => world.organization()))
      for (const place of places) await world.member(place, 'organization_user')
      const seen = async ({ admin, account, name }: Place) => {
        const { rows } = await listMembers(admin.caller, account, {})
        return [rows.length, rows.some(({ userId }) => userId === admin.id), name] as const
      }
      const rounds = Array.from({ length: 8 }, () => places).flat()
      const answers = await Promise.all([...rounds.map(seen), ...places.map(inviteOne), ...rounds.map(seen)])
      for (const answer of answers) if (answer) expect(answer.slice(0, 2)).toEqual([2, true])

      const left = await Promise.all(
        Array.from(
          { length: 40 },
          () => database()`
          select pg_backend_pid() as pid, current_setting('app.tenant', true) as tenant, current_setting('app.actor', true) as actor,
                 current_setting('app.tie', true) as tie, current_setting('app.reach', true) as reach`,
        ),
      )
      const rows = left.flat()
      for (const { tenant, actor, tie, reach } of rows)
        expect([tenant, actor, tie, reach].map((value) => value ?? '')).toEqual(['', '', '', ''])
      expect(new Set(rows.map(({ pid }) => pid)).size).toBeLessThanOrEqual(CONNECTIONS)
      const invited = await ownerSql()`
        select org_id, count(*)::int as n from invitations where org_id = any(${places.map(({ id }) => id)}) group by 1`
      expect(invited.map(({ n }) => n)).toEqual(places.map(() => 1))
    })
  })
}

async function inviteOne({ admin, account }: Place): Promise<null> {
  await inviteMembers(admin.caller, account, { emails: `new@${account}.test`, role: 'organization_user' })
  return null
}

describe.runIf(!program)('behind PgBouncer', () => {
  test.skip('is not tested: it is not installed', () => {})
})

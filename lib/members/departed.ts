import 'server-only'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { members } from '@/db/schema'
import { boundedCount, COUNT_BOUND, keyset, pageOf, readCursor } from '@/lib/paging'
import type { Role } from '@/lib/permissions/rules'
import { query } from '@/lib/query'
import { contains } from './matching'
import { listed } from './memberships'
import { planReturn } from './returning'
import { ReinstateMembersInput, RemovedSearch } from './schemas'

export type DepartedRow = {
  userId: string
  name: string
  email: string
  /** The last role. */
  role: Role
  endedAt: Date
  /** Who removed them; null for who left by themselves. */
  removedBy: string | null
  isAccountDeleted: boolean
  can: { reinstate: boolean; invite: boolean }
}

/** Nobody is listed who is a member again; who was removed several times stands there once. */
const isLast = sql`not exists (
  select from members later where later.org_id = members.org_id and later.user_id = members.user_id
     and (later.ended_at is null or later.ended_at > members.ended_at or (later.ended_at = members.ended_at and later.id > members.id)))`

/** Those who are no longer members, the latest first: who was removed can be reinstated, who left can be invited. */
export const listDeparted = query({
  name: 'listDeparted',
  permission: 'member.manage',
  input: RemovedSearch,
  async run({ orm, sql: bare, account, input }) {
    const order = keyset(
      [
        { column: members.endedAt, of: 'instant' },
        { column: members.id, of: 'uuid' },
      ],
      input.dir,
      readCursor(input.cursor),
    )
    const departed = and(eq(members.orgId, account.id), isNotNull(members.endedAt), isLast)
    const wanted = and(departed, input.q ? contains(members.searchText, input.q) : undefined)
    const counted = (where: typeof wanted) =>
      orm.select({ n: sql<number>`count(*)::int` }).from(
        orm
          .select({ one: sql`1` })
          .from(members)
          .where(where)
          .limit(COUNT_BOUND + 1)
          .as('c'),
      )
    const [rows, [total], matching] = await Promise.all([
      orm
        .select(columns)
        .from(members)
        .where(and(wanted, order.where))
        .orderBy(...order.orderBy)
        .limit(input.size + 1),
      counted(departed),
      input.q ? counted(wanted) : null,
    ])
    const page = pageOf(rows, input.size, order.cursor, (row) => [row.endedKey, row.id])
    const gone = await accountsGone(
      bare,
      page.rows.map(({ userId }) => userId),
    )
    return {
      ...page,
      rows: page.rows.map((row) => shown(row, gone.has(row.userId))),
      total: boundedCount(total?.n ?? 0),
      matching: boundedCount((matching?.[0] ?? total)?.n ?? 0),
      search: input,
    }
  },
})

const columns = {
  id: members.id,
  userId: members.userId,
  firstName: members.firstName,
  lastName: members.lastName,
  email: members.email,
  role: members.role,
  endedAt: members.endedAt,
  // To the microsecond, which a Date has not.
  endedKey: sql<string>`to_char(${members.endedAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  isOwnDoing: sql<boolean>`members.ended_by is not distinct from members.user_id`,
  removedBy: sql<string | null>`(
    select by.first_name || ' ' || by.last_name from members by
     where by.org_id = members.org_id and by.user_id = members.ended_by
     order by (by.ended_at is null) desc, by.ended_at desc limit 1)`,
}

type Fetched = {
  userId: string
  firstName: string
  lastName: string
  email: string
  role: Role
  endedAt: Date | null
  isOwnDoing: boolean
  removedBy: string | null
}

function shown(row: Fetched, isAccountDeleted: boolean): DepartedRow {
  const { userId, firstName, lastName, email, role, endedAt, isOwnDoing, removedBy } = row
  return {
    userId,
    name: `${firstName} ${lastName}`,
    email,
    role,
    endedAt: endedAt ?? new Date(0), // `departed` asks for those that have one
    removedBy: isOwnDoing ? null : removedBy,
    isAccountDeleted,
    can: { reinstate: !isAccountDeleted && !isOwnDoing, invite: !isAccountDeleted && isOwnDoing },
  }
}

async function accountsGone(bare: Connection, userIds: string[]): Promise<Set<string>> {
  const gone = await bare<{ user_id: string }[]>`
    select user_id from former_members(${listed(userIds)}::uuid[]) where is_gone`
  return new Set(gone.map(({ user_id }) => user_id))
}

/** What bringing these people back would give them, and what not and why. */
export const reviewReinstating = query({
  name: 'reviewReinstating',
  permission: 'member.manage',
  input: ReinstateMembersInput,
  async run({ sql: bare, access, account, input }) {
    const plan = await planReturn(bare, access, input)
    const named = ({ userId, name, email, role, expiresAt, refusal, things }: (typeof plan)[number]) => ({
      ...{ userId, name, email, role, expiresAt, refusal },
      things: things.map(({ kind, name, fate }) => ({ kind, name, fate })),
    })
    const [fit, unfit] = [plan.filter(({ refusal }) => !refusal), plan.filter(({ refusal }) => refusal)]
    return {
      handle: account.handle,
      organization: account.name,
      count: fit.length,
      people: fit.slice(0, NAMED).map(named),
      refused: unfit.slice(0, NAMED).map(named),
      refusedCount: unfit.length,
    }
  },
})

export type ReinstatingReview = Awaited<ReturnType<typeof reviewReinstating>>

const NAMED = 20

/** One removal, for the notice that offers to undo it: whom it removed, and how many of them it would bring back now. */
export const getRemoval = query({
  name: 'getRemoval',
  permission: 'member.manage',
  input: z.object({ change: z.uuid() }),
  async run({ sql: bare, access, input: { change } }) {
    const plan = (await planReturn(bare, access, { ids: [], change })).filter((one) => one.change === change)
    const fit = plan.filter(({ refusal }) => refusal === null)
    return { change, count: plan.length, name: plan[0]?.name ?? '', undoable: fit.length }
  },
})

export type Removal = Awaited<ReturnType<typeof getRemoval>>

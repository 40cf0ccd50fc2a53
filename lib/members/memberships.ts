import 'server-only'
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { members } from '@/db/schema'
import type { Orm } from '@/db/tenant'
import type { AuditEntry } from '@/lib/audit/entry'
import type { CommandContext } from '@/lib/command'
import { voidInvitationsOf } from '@/lib/invitations/void'
import type { Role } from '@/lib/permissions/rules'

type Context = CommandContext<unknown>

/** A membership that has not ended, as far as changing it needs to know. */
export type Membership = {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  joinedAt: Date
  expiresAt: Date | null
}

/** Admins who stay for good, and the moment of the change: later than that of whatever held the lock before. */
export type Locked = { admins: number; at: string }

/** One lock an organization, taken before looking: no two changes each leave the other to be the last Admin. */
export async function lockAdmins(connection: Connection): Promise<Locked> {
  const [locked] = await connection<[Locked]>`select lock_admins() as admins, clock_timestamp()::text as at`
  return locked
}

/** The memberships of the entered organization that have not ended and for which `which` holds, by name. */
export async function membershipsWhere(
  orm: Orm,
  orgId: string,
  which: SQL | undefined,
): Promise<Membership[]> {
  const rows = await orm
    .select({
      id: members.id,
      userId: members.userId,
      firstName: members.firstName,
      lastName: members.lastName,
      email: members.email,
      role: members.role,
      joinedAt: members.joinedAt,
      expiresAt: members.expiresAt,
    })
    .from(members)
    .where(and(eq(members.orgId, orgId), isNull(members.endedAt), which))
    .orderBy(asc(members.sortName), asc(members.id))
  return rows.map(({ firstName, lastName, ...row }) => ({ ...row, name: `${firstName} ${lastName}` }))
}

/** Ends these memberships, and with each what the person held in the organization and whom they invited. Gives the history. */
export async function endMemberships(
  context: Context,
  ending: Membership[],
  { at }: Locked,
  event: 'member.removed' | 'member.left',
): Promise<AuditEntry[]> {
  const { sql: connection, change } = context
  const userIds = ending.map(({ userId }) => userId)
  // Invitations first, as whoever accepts one locks it before the membership: none waits for the other in a circle.
  const voided = await voidInvitationsOf(connection, userIds, change)
  await end(context, ending, at)
  const held = await connection<
    { user_id: string; teams: string[]; collaborations: number; tokens: number }[]
  >`
    select * from end_holdings(${listed(userIds)}::uuid[], ${change}::uuid)`
  const heldBy = new Map(held.map((row) => [row.user_id, row]))
  const entries = ending.map((member): AuditEntry => {
    const { teams = [], collaborations = 0, tokens = 0 } = heldBy.get(member.userId) ?? {}
    const held = { teams, collaborations, ...(tokens > 0 ? { tokens } : {}) }
    return { event, target: targetOf(member), before: { role: member.role, ...held } }
  })
  return [...entries, ...voided]
}

/** Ends these memberships and begins each anew with `role`. Whoever was Admin gives no invitation any more. Gives the history. */
export async function changeRoles(
  context: Context,
  changing: Membership[],
  role: Role,
  { at }: Locked,
): Promise<AuditEntry[]> {
  const { sql: connection, person, change } = context
  const admins = changing.flatMap((member) => (member.role === 'admin' ? [member.userId] : []))
  const voided = await voidInvitationsOf(connection, admins, change)
  await end(context, changing, at)
  await connection`
    insert into members (org_id, user_id, role, joined_at, expires_at, started_at, started_by, started_change)
    select org_id, user_id, ${role}, joined_at, expires_at, ${at}::text::timestamptz, ${person.id}::uuid, ${change}::uuid
      from members where org_id = current_tenant() and ended_change = ${change}::uuid`
  const entries = changing.map(
    (member): AuditEntry => ({
      event: 'member.roleChanged',
      target: targetOf(member),
      before: { role: member.role },
      after: { role },
    }),
  )
  return [...entries, ...voided]
}

/** Under the lock nobody else ends a membership, so one that is gone here broke that rule: everything is taken back. */
async function end({ sql: connection, person, change }: Context, ending: Membership[], at: string) {
  const ids = ending.map(({ id }) => id)
  const ended = await connection`
    update members set ended_at = ${at}::text::timestamptz, ended_by = ${person.id}::uuid, ended_change = ${change}::uuid
     where org_id = current_tenant() and ended_at is null
       and id = any(${listed(ids)}::uuid[])`
  if (ended.count !== ending.length) throw new Error('a membership ended past the lock')
}

/** Ids for a parameter of type `uuid[]`, and for nothing else: cast from text they would be read anew for each row. */
export const listed = (ids: readonly string[]) => `{${ids.join(',')}}`

/** The condition that a row is of one of these users. */
export const isOneOf = (userIds: readonly string[]): SQL =>
  sql`${members.userId} = any(${listed(userIds)}::uuid[])`

/** An Admin membership with an end date never counts towards the last Admin. */
export const isCounted = (member: Pick<Membership, 'role' | 'expiresAt'>) =>
  member.role === 'admin' && member.expiresAt === null

export const targetOf = ({ userId, name }: Pick<Membership, 'userId' | 'name'>) => ({
  kind: 'member',
  id: userId,
  name,
})

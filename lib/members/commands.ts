import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { members } from '@/db/schema'
import type { AuditEntry } from '@/lib/audit/entry'
import { type CommandContext, command } from '@/lib/command'
import { conflict, forbidden, notFound } from '@/lib/errors'
import { voidInvitationsOf } from '@/lib/invitations/void'
import { mailJob } from '@/lib/mail/mail-job'
import { mayGrantRole } from '@/lib/permissions/decide'
import { ROLES, type Role } from '@/lib/permissions/rules'
import { LAST_ADMIN } from './rows'
import { ChangeMemberRoleInput, LeaveOrganizationInput, RemoveMemberInput } from './schemas'

type Context = CommandContext<unknown>
type Member = typeof members.$inferSelect

const LAST_ADMIN_OF =
  'is the last Admin. Make somebody else Admin first: an organization is never without one.'

/** Gives a member another role: the membership ends and a new one begins. Throws `conflict` for the last Admin and for oneself. */
export const changeMemberRole = command({
  name: 'changeMemberRole',
  permission: 'member.manage',
  input: ChangeMemberRoleInput,
  async run(context) {
    const { input, person, access, account, change, orm } = context
    const admins = await lockAdmins(context)
    const member = await getMember(context, eq(members.id, input.memberId))
    if (member.userId === person.id) throw conflict('Nobody changes their own role: ask another Admin.')
    if (!mayGrantRole(access, input.role))
      throw forbidden('You cannot give a role that may do more than you.', 'member.manage')
    if (member.role === input.role) return { result: told(member, input.role), audit: [] }
    if (isCounted(member) && admins < 2) throw conflict(`${nameOf(member)} ${LAST_ADMIN_OF}`)
    await endMembership(context, member)
    await orm.insert(members).values({
      orgId: account.id,
      userId: member.userId,
      role: input.role,
      joinedAt: member.joinedAt,
      expiresAt: member.expiresAt,
      startedBy: person.id,
      startedChange: change,
    })
    const voided = member.role === 'admin' ? await voidInvitationsOf(context.sql, member.userId, change) : []
    const entry: AuditEntry = {
      event: 'member.roleChanged',
      target: targetOf(member),
      before: { role: member.role },
      after: { role: input.role },
    }
    return {
      result: told(member, input.role),
      audit: [entry, ...voided],
      notices: [
        {
          userId: member.userId,
          orgId: account.id,
          kind: 'member.roleChanged',
          subjectId: account.id,
          detail: {
            organization: account.name,
            handle: account.handle,
            role: input.role,
            by: `${person.firstName} ${person.lastName}`,
          },
        },
      ],
      jobs: [
        mailJob({
          template: 'role_changed',
          userId: member.userId,
          orgId: account.id,
          at: new Date().toISOString(),
          role: input.role,
        }),
      ],
    }
  },
})

/** Ends a membership and what the person held in the organization with it. Throws `conflict` for the last Admin. */
export const removeMember = command({
  name: 'removeMember',
  permission: 'member.manage',
  input: RemoveMemberInput,
  async run(context) {
    const { input, person, account } = context
    const admins = await lockAdmins(context)
    const member = await getMember(context, eq(members.id, input.memberId))
    if (member.userId === person.id) throw conflict('To end your own membership, leave the organization.')
    if (isCounted(member) && admins < 2) throw conflict(`${nameOf(member)} ${LAST_ADMIN_OF}`)
    const audit = await part(context, member, 'member.removed')
    return {
      result: { name: nameOf(member) },
      audit,
      notices: [
        {
          userId: member.userId,
          orgId: account.id,
          kind: 'member.removed',
          subjectId: account.id,
          detail: { organization: account.name, by: `${person.firstName} ${person.lastName}` },
        },
      ],
      jobs: [
        mailJob({
          template: 'removed',
          userId: member.userId,
          orgId: account.id,
          at: new Date().toISOString(),
        }),
      ],
    }
  },
})

/** Ends one's own membership. Throws `conflict` for the last Admin. */
export const leaveOrganization = command({
  name: 'leaveOrganization',
  permission: 'organization.leave',
  input: LeaveOrganizationInput,
  async run(context) {
    const { person, account } = context
    const admins = await lockAdmins(context)
    const member = await getMember(context, eq(members.userId, person.id))
    if (isCounted(member) && admins < 2) throw conflict(LAST_ADMIN)
    const audit = await part(context, member, 'member.left')
    return { result: { organization: account.name }, audit }
  },
})

/** One lock an organization, taken before looking: no two changes each leave the other to be the last Admin. */
async function lockAdmins({ sql }: Context): Promise<number> {
  const [locked] = await sql<[{ admins: number }]>`select lock_admins() as admins`
  return locked.admins
}

async function getMember({ orm, account }: Context, which: ReturnType<typeof eq>): Promise<Member> {
  const [member] = await orm
    .select()
    .from(members)
    .where(and(eq(members.orgId, account.id), which, isNull(members.endedAt)))
    .for('update')
  if (!member) throw notFound('member')
  return member
}

async function part(
  context: Context,
  member: Member,
  event: 'member.removed' | 'member.left',
): Promise<AuditEntry[]> {
  const { sql: connection, change } = context
  await endMembership(context, member)
  const [held] = await connection<[{ teams: string[]; collaborations: number }]>`
    select * from end_holdings(${member.userId}::uuid, ${change}::uuid)`
  const voided = await voidInvitationsOf(connection, member.userId, change)
  const before = { role: member.role, teams: held.teams, collaborations: held.collaborations }
  return [{ event, target: targetOf(member), before }, ...voided]
}

async function endMembership({ orm, person, change, account }: Context, member: Member) {
  await orm
    .update(members)
    .set({ endedAt: sql`now()`, endedBy: person.id, endedChange: change })
    .where(and(eq(members.orgId, account.id), eq(members.id, member.id), isNull(members.endedAt)))
}

/** An Admin membership with an end date never counts towards the last Admin. */
const isCounted = (member: Member) => member.role === 'admin' && member.expiresAt === null
const nameOf = (member: Member) => `${member.firstName} ${member.lastName}`
const targetOf = (member: Member) => ({ kind: 'member', id: member.userId, name: nameOf(member) })
const labelOf = (role: Role) => ROLES.find((one) => one.key === role)?.label ?? role
const told = (member: Member, role: Role) => ({ name: nameOf(member), role: labelOf(role) })

import 'server-only'
import { eq, type SQL } from 'drizzle-orm'
import { members } from '@/db/schema'
import { type CommandContext, command } from '@/lib/command'
import { conflict, forbidden, notFound } from '@/lib/errors'
import { mayGrantRole } from '@/lib/permissions/decide'
import { type Role, roleLabel } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import {
  changeRoles,
  endMemberships,
  isCounted,
  lockAdmins,
  type Membership,
  membershipsWhere,
} from './memberships'
import { ChangeMemberRoleInput, LeaveOrganizationInput, RemoveMemberInput } from './schemas'
import { tellRemoved, tellRoleChanged } from './tell'

/** Gives a member another role: the membership ends and a new one begins. Throws `conflict` for the last Admin and for oneself. */
export const changeMemberRole = command({
  name: 'changeMemberRole',
  permission: 'member.manage',
  input: ChangeMemberRoleInput,
  async run(context) {
    const { input, person, access, sql } = context
    const locked = await lockAdmins(sql)
    const member = await getMembership(context, eq(members.id, input.memberId))
    if (member.userId === person.id) throw conflict(words('members.commands.nobodyChangesTheirOwnRoleAsk'))
    if (!mayGrantRole(access, input.role))
      throw forbidden(words('members.commands.youCannotGiveARoleThatMayDo'), 'member.manage')
    if (member.role === input.role) return { result: told(member, input.role), audit: [] }
    if (isCounted(member) && locked.admins < 2)
      throw conflict(words('members.lastAdmin.other', { name: member.name }))
    const audit = await changeRoles(context, [member], input.role, locked)
    return { result: told(member, input.role), audit, ...tellRoleChanged(context, [member], input.role) }
  },
})

/** Ends a membership and what the person held in the organization with it. Throws `conflict` for the last Admin. */
export const removeMember = command({
  name: 'removeMember',
  permission: 'member.manage',
  input: RemoveMemberInput,
  async run(context) {
    const { input, person, sql, change } = context
    const locked = await lockAdmins(sql)
    const member = await getMembership(context, eq(members.id, input.memberId))
    if (member.userId === person.id) throw conflict(words('members.commands.toEndYourOwnMembershipLeaveThe'))
    if (isCounted(member) && locked.admins < 2)
      throw conflict(words('members.lastAdmin.other', { name: member.name }))
    const audit = await endMemberships(context, [member], locked, 'member.removed')
    return { result: { name: member.name, change }, audit, ...tellRemoved(context, [member]) }
  },
})

/** Ends one's own membership. Throws `conflict` for the last Admin. */
export const leaveOrganization = command({
  name: 'leaveOrganization',
  permission: 'organization.leave',
  input: LeaveOrganizationInput,
  async run(context) {
    const { person, account, sql } = context
    const locked = await lockAdmins(sql)
    const member = await getMembership(context, eq(members.userId, person.id))
    if (isCounted(member) && locked.admins < 2) throw conflict(words('members.lastAdmin.you'))
    const audit = await endMemberships(context, [member], locked, 'member.left')
    return { result: { organization: account.name }, audit }
  },
})

async function getMembership({ orm, account }: CommandContext<unknown>, which: SQL): Promise<Membership> {
  const [member] = await membershipsWhere(orm, account.id, which)
  if (!member) throw notFound('member')
  return member
}

const told = ({ name }: Membership, role: Role) => ({ name, role: roleLabel(role) })

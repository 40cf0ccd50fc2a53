import 'server-only'
import { eq, type SQL } from 'drizzle-orm'
import { members } from '@/db/schema'
import { type CommandContext, command } from '@/lib/command'
import { conflict, forbidden, notFound } from '@/lib/errors'
import { mayGrantRole } from '@/lib/permissions/decide'
import { type Role, roleLabel } from '@/lib/permissions/rules'
import {
  changeRoles,
  endMemberships,
  isCounted,
  lockAdmins,
  type Membership,
  membershipsWhere,
} from './memberships'
import { LAST_ADMIN } from './rows'
import { ChangeMemberRoleInput, LeaveOrganizationInput, RemoveMemberInput } from './schemas'
import { tellRemoved, tellRoleChanged } from './tell'

const LAST_ADMIN_OF =
  'is the last Admin. Make somebody else Admin first: an organization is never without one.'

/** Gives a member another role: the membership ends and a new one begins. Throws `conflict` for the last Admin and for oneself. */
export const changeMemberRole = command({
  name: 'changeMemberRole',
  permission: 'member.manage',
  input: ChangeMemberRoleInput,
  async run(context) {
    const { input, person, access, sql } = context
    const locked = await lockAdmins(sql)
    const member = await getMembership(context, eq(members.id, input.memberId))
    if (member.userId === person.id) throw conflict('Nobody changes their own role: ask another Admin.')
    if (!mayGrantRole(access, input.role))
      throw forbidden('You cannot give a role that may do more than you.', 'member.manage')
    if (member.role === input.role) return { result: told(member, input.role), audit: [] }
    if (isCounted(member) && locked.admins < 2) throw conflict(`${member.name} ${LAST_ADMIN_OF}`)
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
    if (member.userId === person.id) throw conflict('To end your own membership, leave the organization.')
    if (isCounted(member) && locked.admins < 2) throw conflict(`${member.name} ${LAST_ADMIN_OF}`)
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
    if (isCounted(member) && locked.admins < 2) throw conflict(LAST_ADMIN)
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

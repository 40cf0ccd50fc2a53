import 'server-only'
import { type CommandContext, command } from '@/lib/command'
import { forbidden } from '@/lib/errors'
import { mayGrantRole } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { chosenMembers, partChosen, type Refused } from './choosing'
import { changeRoles, endMemberships, type Locked, lockAdmins, type Membership } from './memberships'
import { ChangeMemberRolesInput, type ChosenMembers, RemoveMembersInput } from './schemas'
import { tellRemoved, tellRoleChanged } from './tell'

/** What became of everybody who was chosen. Lists are cut where nobody reads on; counts are whole. */
export type BulkResult = {
  change: string
  done: number
  names: string[]
  refused: Refused[]
  refusedCount: number
}

type Context = CommandContext<ChosenMembers>

/**
 * Gives everybody who was chosen another role, in one transaction under one lock, decided anew: who cannot be changed stays as they are
 * and is told of in the result. Throws `forbidden` for a role that is not the caller's to give.
 */
export const changeMemberRoles = command({
  name: 'changeMemberRoles',
  permission: 'member.manage',
  input: ChangeMemberRolesInput,
  async run(context) {
    const { access, input } = context
    if (!mayGrantRole(access, input.newRole))
      throw forbidden(words('members.bulkCommands.youCannotGiveARoleThatMayDo'), 'member.manage')
    const { affected, refused, locked } = await decide(context, input.newRole)
    if (affected.length === 0) return { result: resultOf(context, affected, refused), audit: [] }
    return {
      result: resultOf(context, affected, refused),
      audit: await changeRoles(context, affected, input.newRole, locked),
      ...tellRoleChanged(context, affected, input.newRole),
    }
  },
})

/** Removes everybody who was chosen, in the same way. `change` in the result is what undoing names. */
export const removeMembers = command({
  name: 'removeMembers',
  permission: 'member.manage',
  input: RemoveMembersInput,
  async run(context) {
    const { affected, refused, locked } = await decide(context, null)
    if (affected.length === 0) return { result: resultOf(context, affected, refused), audit: [] }
    return {
      result: resultOf(context, affected, refused),
      audit: await endMemberships(context, affected, locked, 'member.removed'),
      ...tellRemoved(context, affected),
    }
  },
})

async function decide({ sql, orm, account, input, person }: Context, newRole: Role | null) {
  const locked: Locked = await lockAdmins(sql)
  const chosen = await chosenMembers(orm, account.id, input)
  return { locked, ...partChosen(chosen, { userId: person.id, admins: locked.admins }, newRole) }
}

const NAMED = 3
const TOLD = 100

function resultOf({ change }: Context, affected: Membership[], refused: Refused[]): BulkResult {
  return {
    change,
    done: affected.length,
    names: affected.slice(0, NAMED).map(({ name }) => name),
    refused: refused.slice(0, TOLD),
    refusedCount: refused.length,
  }
}

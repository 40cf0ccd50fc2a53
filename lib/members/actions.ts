'use server'

import { action } from '@/lib/action'
import { changeMemberRole, leaveOrganization, removeMember } from './commands'

export const changeMemberRoleAction = action(changeMemberRole, {
  says: ({ name, role }) => `${name} is now ${role}.`,
})
export const removeMemberAction = action(removeMember, { says: ({ name }) => `${name} was removed.` })
export const leaveOrganizationAction = action(leaveOrganization, { goTo: () => '/' })

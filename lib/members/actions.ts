'use server'

import { action } from '@/lib/action'
import { words } from '@/messages/words'
import { changeMemberRole, leaveOrganization, removeMember } from './commands'

export const changeMemberRoleAction = action(changeMemberRole, {
  says: ({ name, role }) => words('members.actions.isNow', { name, role }),
})
export const removeMemberAction = action(removeMember, {
  says: ({ name }) => words('members.actions.wasRemoved', { name }),
})
export const leaveOrganizationAction = action(leaveOrganization, { goTo: () => '/' })

'use server'

import { action } from '@/lib/action'
import { words } from '@/messages/words'
import { changeMemberRoles, removeMembers } from './bulk-commands'
import { changeMemberRole, leaveOrganization, removeMember } from './commands'
import { type ReinstateResult, reinstateMembers } from './reinstate'
import { reviewMembers } from './review-members'

export const changeMemberRoleAction = action(changeMemberRole, {
  says: ({ name, role }) => words('members.said.roleChanged', { name, role }),
})
/** From a member's own page, which is gone with the membership, to the list, where the removal can be undone. */
export const removeMemberAction = action(removeMember, {
  says: ({ name }) => words('members.said.removed', { count: 1, name }),
  goTo: ({ change }, { account, next }) =>
    next === 'list' ? `/${encodeURIComponent(String(account))}/members?undo=${change}` : null,
})
export const leaveOrganizationAction = action(leaveOrganization, { goTo: () => '/' })

export const changeMemberRolesAction = action(changeMemberRoles, {
  says: ({ done, names }) => words('members.said.rolesChanged', { count: done, name: names[0] ?? '' }),
})
/** On a page to the list, where it can be undone also without JavaScript: the answer to one form does not outlive the next. */
export const removeMembersAction = action(removeMembers, {
  says: ({ done, names }) => words('members.said.removed', { count: done, name: names[0] ?? '' }),
  goTo: ({ change, done, refusedCount }, { account, next }) =>
    next === 'list' && done > 0
      ? `/${encodeURIComponent(String(account))}/members?undo=${change}&stayed=${refusedCount}`
      : null,
})
export const reinstateMembersAction = action(reinstateMembers, { says: reinstated })

function reinstated({ done, names, refused }: ReinstateResult): string {
  const [first] = refused
  if (done === 0 && first) return words('members.said.notReinstated', { name: first.name, why: first.why })
  return words('members.said.reinstated', { count: done, name: names[0] ?? '' })
}

/** What a dialog shows before something is done to many. */
export const reviewMembersAction = action(reviewMembers, { isRead: true })

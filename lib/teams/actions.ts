'use server'

import { action } from '@/lib/action'
import { currentCaller } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { words } from '@/messages/words'
import { addTeamApps, changeTeamApp, removeTeamApps } from './app-commands'
import { createTeam, deleteTeam, updateTeam } from './commands'
import { addTeamMembers, changeTeamMember, removeTeamMembers } from './member-commands'
import { findFreeTeamId } from './queries'
import { restoreToTeam } from './restore'
import { reviewTeamMembers } from './reviews'

const pathOf = (account: unknown, rest: string) => `/${encodeURIComponent(String(account))}/teams${rest}`

export const createTeamAction = action(createTeam, {
  goTo: ({ handle }, { account }) => pathOf(account, `/${handle}?welcome=1`),
})
/** On a page of its own back to the team. */
export const updateTeamAction = action(updateTeam, {
  says: ({ name }) => words('teams.said.updated', { name }),
  goTo: ({ handle }, { account, next }) => (next === 'team' ? pathOf(account, `/${handle}`) : null),
})
/** To the list, where it can be undone. */
export const deleteTeamAction = action(deleteTeam, {
  goTo: ({ id, name, change }, { account }) =>
    pathOf(account, `?${new URLSearchParams({ deleted: name, team: id, undo: change })}`),
})
export const restoreToTeamAction = action(restoreToTeam, {
  says: ({ team, isBack }) => words(isBack ? 'teams.said.restored' : 'teams.said.undone', { team }),
  goTo: ({ handle, isBack }, { account, next }) =>
    next === 'team' || isBack ? pathOf(account, `/${handle}`) : null,
})

export const addTeamMembersAction = action(addTeamMembers, {
  says: ({ done, names, team, already, gone }) =>
    words('teams.said.membersAdded', { count: done, name: names[0] ?? '', team, already, gone }),
  goTo: ({ handle, done, already, gone }, { account, next }) =>
    next === 'team' ? pathOf(account, `/${handle}?added=${done}&already=${already}&gone=${gone}`) : null,
})
export const changeTeamMemberAction = action(changeTeamMember, {
  says: ({ name }) => words('teams.said.memberChanged', { name }),
})
export const removeTeamMembersAction = action(removeTeamMembers, {
  says: ({ done, names, team }) =>
    words('teams.said.membersRemoved', { count: done, name: names[0] ?? '', team }),
  goTo: ({ handle, change, done }, { account, next }) =>
    next === 'team' ? pathOf(account, `/${handle}?undo=${change}&removed=${done}`) : null,
})
export const reviewTeamMembersAction = action(reviewTeamMembers, { isRead: true })

export const addTeamAppsAction = action(addTeamApps, {
  says: ({ done, apps, already, gone }) =>
    words('teams.said.appsAdded', { count: done, name: apps[0] ?? '', already, gone }),
  goTo: ({ done, already, gone }, { account, next, teamHandle }) =>
    next === 'team'
      ? pathOf(
          account,
          `/${encodeURIComponent(String(teamHandle))}/apps?added=${done}&already=${already}&gone=${gone}`,
        )
      : null,
})
export const changeTeamAppAction = action(changeTeamApp, {
  says: ({ app }) => words('teams.said.appChanged', { app }),
})
export const removeTeamAppsAction = action(removeTeamApps, {
  says: ({ done, apps }) => words('teams.said.appsRemoved', { count: done, name: apps[0] ?? '' }),
  goTo: ({ change, done }, { account, next, teamHandle }) =>
    next === 'team'
      ? pathOf(account, `/${encodeURIComponent(String(teamHandle))}/apps?undo=${change}&removed=${done}`)
      : null,
})

/** Asked while somebody types; no form. */
export async function findFreeTeamIdAction(account: string, handle: string) {
  if (typeof account !== 'string') return null // arguments of an action can be forged
  try {
    return await findFreeTeamId(await currentCaller(), account, { handle })
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

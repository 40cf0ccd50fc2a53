'use server'

import { action } from '@/lib/action'
import type { Caller } from '@/lib/actor'
import { words } from '@/messages/words'
import { addCollaborators } from './add'
import { changeCollaborator, removeCollaborators, restoreCollaborators } from './commands'
import { reviewCollaboratorChange } from './queries'
import { resendShare, withdrawShares } from './shares'

/** Back to the list, under the addresses that stand in the form. */
const list = ({ account, app }: Record<string, unknown>, query: Record<string, string>) =>
  `/${encodeURIComponent(String(account))}/apps/${encodeURIComponent(String(app))}/settings/collaborators?${new URLSearchParams(query)}`

export const addCollaboratorsAction = action(addCollaborators)
export const reviewCollaboratorChangeAction = action(
  (caller: Caller, account: string, { app, ...input }: Record<string, unknown>) =>
    reviewCollaboratorChange(caller, account, typeof app === 'string' ? app : '', input),
  { isRead: true },
)
export const changeCollaboratorAction = action(changeCollaborator, {
  goTo: ({ collaborator }, fields) => list(fields, { changed: collaborator.name }),
})
export const removeCollaboratorsAction = action(removeCollaborators, {
  goTo: ({ change, removed }, fields) =>
    list(fields, { removed: change, count: String(removed.length), name: removed[0]?.name ?? '' }),
})
export const restoreCollaboratorsAction = action(restoreCollaborators, {
  says: ({ restored }) =>
    words('collaborators.said.restored', { count: restored.length, name: restored[0]?.name ?? '' }),
})
export const withdrawSharesAction = action(withdrawShares, {
  says: ({ withdrawn }) => words('collaborators.said.withdrawn', { email: withdrawn[0]?.email ?? '' }),
})
export const resendShareAction = action(resendShare, {
  says: ({ email }) => words('collaborators.said.resent', { email }),
})

'use server'

import { action } from '@/lib/action'
import type { Caller } from '@/lib/actor'
import { currentCaller } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { words } from '@/messages/words'
import { createApp, duplicateApp, pinApp, starApp } from './commands'
import { restoreApp } from './deleted'
import { deleteApp, previewAppDeletion } from './ending'
import { findFreeAppId } from './queries'

export const createAppAction = action(createApp, {
  goTo: ({ account, handle }) => `/${account}/apps/${handle}`,
})
export const duplicateAppAction = action(duplicateApp, {
  goTo: ({ account, handle }) => `/${account}/apps/${handle}`,
})
export const deleteAppAction = action(deleteApp, {
  says: ({ name }) => words('apps.said.deleted', { app: name }),
  goTo: ({ account }, { next }) => (next === 'deleted' ? `/${account}/apps/deleted?said=deleted` : null),
})
/** Asked when the dialog opens. */
export const reviewAppDeletionAction = action(
  (caller: Caller, account: string, { app }: { app?: unknown }) =>
    previewAppDeletion(caller, account, typeof app === 'string' ? app : '', {}),
  { isRead: true },
)
export const restoreAppAction = action(restoreApp, {
  goTo: ({ account, handle }) => `/${account}/apps/${handle}`,
})
export const pinAppAction = action(pinApp, {
  says: ({ name, on }) => words(on ? 'apps.said.pinned' : 'apps.said.unpinned', { app: name }),
})
export const starAppAction = action(starApp, {
  says: ({ name, on }) => words(on ? 'apps.said.starred' : 'apps.said.unstarred', { app: name }),
})

/** Asked while somebody types. Null where it cannot be told; the form then leaves the answer to its submission. */
export async function findFreeAppIdAction(account: string, handle: string) {
  if (typeof account !== 'string') return null // arguments of an action can be forged
  try {
    return await findFreeAppId(await currentCaller(), account, { handle })
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

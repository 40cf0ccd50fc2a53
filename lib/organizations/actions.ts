'use server'

import { action } from '@/lib/action'
import { currentCaller } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { words } from '@/messages/words'
import {
  changeInvitationLife,
  changeOrganizationId,
  changeSharing,
  createOrganization,
  updateOrganization,
} from './commands'
import { deleteOrganization, restoreOrganization } from './ending'
import { findFree } from './queries'

export const createOrganizationAction = action(createOrganization, {
  goTo: ({ handle }) => `/${handle}/members?welcome=1`,
})

const saved = () => words('settings.general.saved')
export const updateOrganizationAction = action(updateOrganization, { says: saved })
export const changeInvitationLifeAction = action(changeInvitationLife, { says: saved })
export const changeSharingAction = action(changeSharing, { says: saved })
export const changeOrganizationIdAction = action(changeOrganizationId, {
  goTo: ({ handle }) => `/${handle}/settings?said=id`,
})

export const deleteOrganizationAction = action(deleteOrganization, {
  goTo: () => '/organizations/deleted?said=deleted',
})
export const restoreOrganizationAction = action(restoreOrganization, {
  goTo: ({ handle }) => `/${handle}?said=restored`,
})

/** Asked while somebody types. Null where it cannot be told; the form then leaves the answer to its submission. */
export async function findFreeAction(account: string, name: string, handle: string) {
  if (typeof account !== 'string') return null // arguments of an action can be forged
  try {
    return await findFree(await currentCaller(), account, { name, handle })
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

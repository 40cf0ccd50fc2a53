'use server'

import { action } from '@/lib/action'
import { currentCaller } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { createOrganization } from './commands'
import { findFree } from './queries'

export const createOrganizationAction = action(createOrganization, {
  goTo: ({ handle }) => `/${handle}/members?welcome=1`,
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

'use server'

import { action } from '@/lib/action'
import { dropSession } from '@/lib/auth/session-cookie'
import { words } from '@/messages/words'
import { changePicture, changeUsername, removePicture, updateNames } from './commands'
import { deleteAccount } from './delete-account'

export const updateNamesAction = action(updateNames, { says: () => words('profile.saved') })
export const changeUsernameAction = action(changeUsername, { goTo: ({ username }) => `/${username}/account` })
export const changePictureAction = action(changePicture, { says: () => words('profile.picture.changed') })
export const removePictureAction = action(removePicture, { says: () => words('profile.picture.removed') })

export const deleteAccountAction = action(
  async (...given: Parameters<typeof deleteAccount>) => {
    await deleteAccount(...given)
    await dropSession()
  },
  { goTo: () => '/sign-in?said=deleted' },
)

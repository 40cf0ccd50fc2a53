'use server'

import { action, openAction } from '@/lib/action'
import { words } from '@/messages/words'
import { addAddress, makePrimaryAddress, removeAddress, resendAddressLink } from './commands'
import { verifyAddress } from './verify'

/** To the account page: where each of them is done without JavaScript, the page it was asked on is of no use any more. */
const toAccount = (_result: unknown, fields: Record<string, unknown>) =>
  fields.from === 'page' ? `/${encodeURIComponent(String(fields.account))}/account` : null

export const addAddressAction = action(addAddress)
export const resendAddressLinkAction = action(resendAddressLink)
export const makePrimaryAddressAction = action(makePrimaryAddress, {
  goTo: toAccount,
  says: ({ email }) => words('addresses.madePrimary', { email }),
})
export const removeAddressAction = action(removeAddress, {
  goTo: toAccount,
  says: ({ email }) => words('addresses.removed', { email }),
})
/** Stays: the page behind the link says that the address is confirmed. */
export const verifyAddressAction = openAction(verifyAddress, {
  says: ({ email }) => words('addresses.verify.done', { email }),
})

'use server'

import { action } from '@/lib/action'
import { words } from '@/messages/words'
import { createAppKey, revokeAppKey, rotateAppKey } from './app-keys'
import { createToken, revokeOwnToken, rotateToken, updateToken } from './commands'
import { approveToken, changeTokenPolicy, refuseToken, revokeToken } from './organization'

export const createTokenAction = action(createToken)
export const rotateTokenAction = action(rotateToken)
export const updateTokenAction = action(updateToken, { says: () => words('tokens.said.renamed') })
export const revokeOwnTokenAction = action(revokeOwnToken, {
  goTo: ({ handle }) => `/${handle}/security/tokens?said=revoked`,
})
export const createAppKeyAction = action(createAppKey)
export const rotateAppKeyAction = action(rotateAppKey)
export const revokeAppKeyAction = action(revokeAppKey, {
  goTo: ({ account, app }) => `/${account}/apps/${app}/settings?said=keyRevoked#keys`,
})
export const approveTokenAction = action(approveToken, {
  goTo: ({ handle }) => `/${handle}/security/tokens?said=approved`,
})
export const refuseTokenAction = action(refuseToken, {
  goTo: ({ handle }) => `/${handle}/security/tokens?said=refused`,
})
export const revokeTokenAction = action(revokeToken, {
  goTo: ({ handle, event }) =>
    `/${handle}/security/tokens?said=${event === 'token.refused' ? 'refused' : 'revoked'}`,
})
export const changeTokenPolicyAction = action(changeTokenPolicy, {
  goTo: ({ handle }) => `/${handle}/security/tokens?said=policy`,
})

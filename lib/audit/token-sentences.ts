import 'server-only'
import { words } from '@/messages/words'
import type { Told, Words } from './event-sentence'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What follows the name of who did something to a token. */
export const tokenSentences: Record<string, (words: Words, told: Told) => string> = {
  'token.created': ({ whom: token }) => words('tokens.events.created', { token }),
  'token.updated': ({ whom: token }) => words('tokens.events.updated', { token }),
  'token.rotated': ({ whom: token }) => words('tokens.events.rotated', { token }),
  'token.revoked': ({ whom: token }, { actor, after }) => {
    const owner = text(after?.owner)
    return owner && owner !== actor.name
      ? words('tokens.events.revokedOf', { token, owner })
      : words('tokens.events.revoked', { token })
  },
  'token.approved': ({ whom: token }, { after }) =>
    words('tokens.events.approved', { token, owner: text(after?.owner) }),
  'token.refused': ({ whom: token }, { after }) =>
    words('tokens.events.refused', { token, owner: text(after?.owner) }),
  'appKey.created': ({ whom: token }, { after }) =>
    words('tokens.events.keyCreated', { token, app: text(after?.app) }),
  'appKey.rotated': ({ whom: token }, { after }) =>
    words('tokens.events.keyRotated', { token, app: text(after?.app) }),
  'appKey.revoked': ({ whom: token }, { after }) =>
    words('tokens.events.keyRevoked', { token, app: text(after?.app) }),
  'tokenPolicy.changed': () => words('tokens.events.policyChanged'),
}

import 'server-only'
import type { Actor } from '@/lib/actor'
import { resolve } from './decide'
import type { Entered } from './facts'

/** What the database says of whoever answers something before they are in any tenant. */
export type Oneself = {
  username: string
  firstName: string
  lastName: string
  email: string
  isOperator: boolean
}

/** Answering what was offered is something one does as oneself: the facts are those of the person's own account. */
export function enteredAsOneself(actor: Actor & { kind: 'person' }, person: Oneself): Entered {
  return {
    person: { id: actor.userId, sessionId: actor.sessionId, token: null, ...person },
    isSeenStale: false,
    viewing: null,
    tie: 'owner',
    account: {
      id: actor.userId,
      handle: person.username,
      name: `${person.firstName} ${person.lastName}`,
      kind: 'user',
    },
    member: null,
    app: null,
    access: resolve({
      actor: { userId: actor.userId },
      account: { id: actor.userId, kind: 'user', isOwn: true },
      membership: null,
      restrictedTeams: [],
      app: null,
      teamGrants: [],
      scopeGrants: [],
      token: null,
    }),
  }
}

import type { Scope } from './permissions/scope-table'

/** Whoever asks. Directory clients will be a further member of this union. */
export type Actor =
  | { kind: 'person'; userId: string; sessionId: string }
  | TokenActor
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }

/** A program with a token: the hash of its secret, and the scopes that the operation it asks for wants. */
export type TokenActor = { kind: 'token'; hash: Uint8Array; asks: readonly Scope[] }

/** Where a request came from; goes into the history. */
export type Origin = { requestId: string | null; address: string | null; userAgent: string | null }

export type Caller = {
  actor: Actor
  origin: Origin
  /** On whose behalf the page was shown that a form stood on, where somebody saw it with another's eyes. Claimed, and can only refuse. */
  shownTo?: string
}

/** The person behind a request, as entering found them: by their sign-in, or by a token of theirs. */
export type Person = {
  id: string
  sessionId: string | null
  token: { id: string; kind: 'personal' | 'app' | 'collaborator'; name: string } | null
  username: string
  firstName: string
  lastName: string
  email: string
  isOperator: boolean
}

export const nowhere: Origin = { requestId: null, address: null, userAgent: null }

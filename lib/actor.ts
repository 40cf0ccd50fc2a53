/** Whoever asks. Tokens and directory clients will be further members of this union. */
export type Actor =
  | { kind: 'person'; userId: string; sessionId: string }
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }

/** Where a request came from; goes into the history. */
export type Origin = { requestId: string | null; address: string | null; userAgent: string | null }

export type Caller = { actor: Actor; origin: Origin }

/** The signed-in person behind a request, as entering found them. */
export type Person = {
  id: string
  sessionId: string
  username: string
  firstName: string
  lastName: string
  email: string
  isOperator: boolean
}

export const nowhere: Origin = { requestId: null, address: null, userAgent: null }

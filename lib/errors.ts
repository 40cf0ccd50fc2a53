import { type Messages, words } from '@/messages/words'

/** The closed set of things that can go wrong and be told. Translated once per door. */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'expired'
  | 'rate_limited'
  | 'unavailable'

/** How HTTP says them. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 400,
  expired: 410,
  rate_limited: 429,
  unavailable: 503,
}

export class AppError extends Error {
  readonly code: ErrorCode
  /** What is wrong with which field, for `invalid` and `conflict`. */
  readonly fields: Record<string, string>
  readonly permission: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** Of a token: the scopes that it lacks, for `forbidden`; whether there is none such or it opens nothing any more, for `unauthenticated`. */
  readonly missingScopes: readonly string[]
  readonly token: 'unknown' | 'dead' | undefined

  constructor(code: ErrorCode, message: string, more: More = {}) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.fields = more.fields ?? {}
    this.permission = more.permission
    this.retryAfterSeconds = more.retryAfterSeconds
    this.missingScopes = more.missingScopes ?? []
    this.token = more.token
  }
}

type More = {
  fields?: Record<string, string>
  permission?: string
  retryAfterSeconds?: number
  missingScopes?: readonly string[]
  token?: 'unknown' | 'dead'
}

export const unauthenticated = () => new AppError('unauthenticated', words('errors.unauthenticated'))
/** A token that opens nothing: there is none such, or it was revoked or has expired. */
export const deadToken = (token: 'unknown' | 'dead') =>
  new AppError('unauthenticated', words(`errors.token.${token}`), { token })
/** What somebody may and their token may not: every scope that would have to be added to it. */
export const lacksScopes = (missingScopes: readonly string[], permission: string) =>
  new AppError(
    'forbidden',
    words('errors.token.lacks', { scopes: missingScopes.join(', '), count: missingScopes.length }),
    { permission, missingScopes },
  )
/** `permission`: what would have had to be held, where that is known; it is written down, and told to nobody. */
export const notFound = (what: keyof Messages['errors']['notFound'] = 'page', permission?: string) =>
  new AppError('not_found', words(`errors.notFound.${what}`), { permission })
export const invalid = (fields: Record<string, string>, message = words('errors.invalid')) =>
  new AppError('invalid', message, { fields })
export const conflict = (message: string, fields: Record<string, string> = {}) =>
  new AppError('conflict', message, { fields })
export const forbidden = (message: string, permission: string) =>
  new AppError('forbidden', message, { permission })
export const expired = (message: string) => new AppError('expired', message)
/** `why` says what was too much, in a sentence; without it, that something was tried too often. */
export const rateLimited = (retryAfterSeconds: number, why = words('errors.triedTooOften')) =>
  new AppError('rate_limited', words('errors.tryAgainIn', { why, wait: waitInWords(retryAfterSeconds) }), {
    retryAfterSeconds,
  })

/** A time to wait, as people say it. */
export function waitInWords(seconds: number): string {
  if (seconds < 90) return words('errors.wait.seconds', { count: Math.max(1, Math.ceil(seconds)) })
  if (seconds < 5400) return words('errors.wait.minutes', { count: Math.ceil(seconds / 60) })
  return words('errors.wait.hours', { count: Math.ceil(seconds / 3600) })
}

/** The unique constraint that a statement ran into, with what was said of it, or undefined. Drizzle keeps the database's error in `cause`. */
export function violation(
  error: unknown,
): { constraint: string | undefined; detail: string | undefined } | undefined {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(source instanceof Error)) return undefined
  const { code, constraint_name, detail } = source as Error & {
    code?: string
    constraint_name?: string
    detail?: string
  }
  return code === '23505' ? { constraint: constraint_name, detail } : undefined
}

export const violatedConstraint = (error: unknown): string | undefined => violation(error)?.constraint

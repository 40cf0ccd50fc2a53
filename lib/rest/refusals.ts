import 'server-only'
import { AppError, type ErrorCode, HTTP_STATUS } from '@/lib/errors'
import { words } from '@/messages/words'
import { CODES, type Code, type Status } from './statuses'

/** How an error is told to a program: the status of HTTP, the envelope's, and after how many seconds it is worth asking again. */
export type Told = { http: number; status: Omit<Status, 'req_id'>; retryAfterSeconds?: number }

const CODE_OF: Record<ErrorCode, Code> = {
  unauthenticated: CODES.keyInvalid,
  forbidden: CODES.insufficientScopes,
  not_found: CODES.doesNotExist,
  conflict: CODES.invalidRequest,
  invalid: CODES.invalidRequest,
  expired: CODES.invalidRequest,
  rate_limited: CODES.throttled,
  unavailable: CODES.failure,
}

/** Tells an error of the closed set. What is wrong with which field stands in `details`, a line for each. */
export function told(error: AppError): Told {
  const code = error.token === 'unknown' ? CODES.keyNotFound : CODE_OF[error.code]
  const fields = Object.entries(error.fields).map(([field, what]) => `${field}: ${what}`)
  const details = [error.message, ...fields].join('\n')
  return {
    http: HTTP_STATUS[error.code],
    status: { code, description: codeInWords(code), details },
    retryAfterSeconds: error.retryAfterSeconds,
  }
}

export const codeInWords = (code: Code): string => words(`rest.codes.${code}`)

/** What cannot be read as a request at all. */
export class Unreadable extends Error {
  constructor(
    readonly http: 400 | 413,
    message: string,
  ) {
    super(message)
    this.name = 'Unreadable'
  }
}

/** What a body calls a field that the command calls otherwise, and what it calls the things where the answer calls them otherwise. */
export type Names = { in?: string } & Record<string, string>

/** The same error, its fields named as the program named them: `handle` is an `id` there, and `apps.0.` goes before it. */
export function inWordsOf(error: AppError, where: string, names: Names = {}): AppError {
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([field, what]) => [
      `${where}${names[field] ?? fieldName(field)}`,
      what,
    ]),
  )
  const { permission, retryAfterSeconds, missingScopes, token } = error
  return new AppError(error.code, error.message, {
    fields,
    permission,
    retryAfterSeconds,
    missingScopes,
    token,
  })
}

const fieldName = (name: string) =>
  name === 'handle' ? 'id' : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Runs a command for one thing of the body, and names what is wrong with it as `inWordsOf` does. */
export async function inPath<R>(where: string, run: () => Promise<R>): Promise<R> {
  try {
    return await run()
  } catch (error) {
    throw error instanceof AppError ? inWordsOf(error, where) : error
  }
}

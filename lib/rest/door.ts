import 'server-only'
import { randomUUID } from 'node:crypto'
import { isDatabaseAway } from '@/db/outage'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { parse } from '@/lib/operation'
import { explained, RETRY_AFTER_SECONDS } from '@/lib/outage'
import { words } from '@/messages/words'
import { readBody, readJson } from './body'
import { onlyOnce } from './idempotency'
import { METHODS, type Method, type Operation, type Payload } from './operation'
import { takeRequest } from './rate'
import { codeInWords, type Told, told, Unreadable } from './refusals'
import { Several } from './several'
import { CODES } from './statuses'
import { callerOf } from './token'

type Context = { params: Promise<Record<string, string | string[] | undefined>> }
type Handler = ((request: Request, context: Context) => Promise<Response>) & { operation?: Operation }
type Resource = Record<Method | 'OPTIONS', Handler>

/** The handlers of a path: `export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: listApps })`. */
export function resource(operations: Partial<Record<Method, Operation>>): Resource {
  const allowed = METHODS.filter((method) => operations[method])
  const refuse: Handler = async (request) =>
    answer(requestIdOf(request), notAllowed(allowed), { allow: allowed.join(', ') })
  const handlers = METHODS.map((method) => {
    const operation = operations[method]
    return [method, operation ? handler(operation) : refuse]
  })
  const tellMethods: Handler = async (request) =>
    new Response(null, {
      status: 204,
      headers: { ...headersOf(requestIdOf(request)), allow: allowed.join(', ') },
    })
  return { ...Object.fromEntries(handlers), OPTIONS: tellMethods } as Resource // one for each method has just been made
}

/** Under `/v2` and nowhere: there is no such operation. */
export const nowhere: Handler = async (request) =>
  answer(requestIdOf(request), {
    http: 404,
    status: said(CODES.doesNotExist, words('rest.noOperation')),
  })

function handler(operation: Operation): Handler {
  const handle: Handler = async (request, { params }) => {
    const requestId = requestIdOf(request)
    try {
      return await run(operation, request, requestId, params)
    } catch (error) {
      return refusal(error, operation, requestId)
    }
  }
  return Object.assign(handle, { operation })
}

async function run(operation: Operation, request: Request, requestId: string, params: Context['params']) {
  const caller = callerOf(request, requestId, operation)
  takeRequest(caller.actor.hash)
  if (isDatabaseAway()) throw away()
  const text = operation.body ? await readBody(request) : ''
  const call = {
    caller,
    params: (await params) as Record<string, string>, // no path of an operation ends in several words
    query: operation.query && parse(operation.query, Object.fromEntries(new URL(request.url).searchParams)),
    body: operation.body && parse(operation.body, readJson(text)),
  }
  const key = operation.method === 'POST' ? request.headers.get('idempotency-key') : null
  if (key === null) return done(requestId, await operation.run(call))
  return onlyOnce(
    { operation, key, hash: caller.actor.hash, asked: [new URL(request.url).pathname, text] },
    async () => done(requestId, await operation.run(call)),
  )
}

function done(requestId: string, result: Payload | Several): Response {
  if (result instanceof Several) return answer(requestId, result.told, {}, result.payload)
  return answer(requestId, { http: 200, status: said(CODES.success, '') }, {}, result)
}

function refusal(error: unknown, operation: Operation, requestId: string): Response {
  if (error instanceof Unreadable)
    return answer(requestId, { http: error.http, status: said(CODES.badFormat, error.message) })
  const known = explained(error)
  if (known instanceof AppError) return answer(requestId, told(known))
  log.error({ err: error, operation: operation.name, requestId }, 'an operation failed')
  const details = words('errors.unexpected', { requestId })
  return answer(requestId, { http: 500, status: said(CODES.failure, details) })
}

const said = (code: Told['status']['code'], details: string) => ({
  code,
  description: codeInWords(code),
  details,
})

const notAllowed = (allowed: readonly Method[]): Told => ({
  http: 405,
  status: said(CODES.methodNotAllowed, words('rest.otherMethods', { methods: allowed.join(', ') })),
})

const away = () =>
  new AppError('unavailable', words('outage.nothingSaved'), { retryAfterSeconds: RETRY_AFTER_SECONDS })

function answer(
  requestId: string,
  { http, status, retryAfterSeconds }: Told,
  more: Record<string, string> = {},
  payload: Payload = {},
): Response {
  const headers: Record<string, string> = { ...headersOf(requestId), ...more }
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds)
  if (http === 401) headers['www-authenticate'] = 'Key, Bearer'
  const body = JSON.stringify({ status: { ...status, req_id: requestId }, ...payload })
  return new Response(body, { status: http, headers })
}

const SANE_ID = /^[\w.-]{8,64}$/

/** The id that the program gave its request, or one of ours. */
function requestIdOf({ headers }: Request): string {
  const sent = headers.get('x-request-id')
  return sent && SANE_ID.test(sent) ? sent : randomUUID()
}

const isHttps = (process.env.APP_URL ?? '').startsWith('https://')

/** `proxy.ts` leaves these addresses alone, so everything that it says of pages is said here as far as it concerns an answer in JSON. */
const headersOf = (requestId: string): Record<string, string> => ({
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  ...(isHttps ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  'x-request-id': requestId,
})

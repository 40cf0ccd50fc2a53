import { randomBytes, randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { parseTheme, themeCookie } from '@/components/shell/theme'
import { isDatabaseAway } from '@/db/outage'
import { RETRY_AFTER_SECONDS } from '@/lib/outage'
import { outagePage } from '@/lib/outage-page'

// On every request, so nothing here waits or asks. It decides nothing either: a path can be written in many ways.
const isHttps = (process.env.APP_URL ?? '').startsWith('https://')
const isDevelopment = process.env.NODE_ENV === 'development'
const SANE_ID = /^[\w.-]{8,64}$/
// Beyond this nobody reads a body, whatever address it is sent to; `next.config.js` lets no more into an action. Only the account page
// takes a picture, of 5 MB at most.
const MEGABYTE = 1024 * 1024
const TAKES_PICTURE = /^\/[^/]+\/account\/?$/
const SECRET_ADDRESS = /^\/(invitations|shares|verify|reset)(\/|$)/i

export function proxy(request: NextRequest): NextResponse {
  const mostMegabytes = TAKES_PICTURE.test(request.nextUrl.pathname) ? 6 : 2
  if (Number(request.headers.get('content-length')) > mostMegabytes * MEGABYTE) return tooMuch(mostMegabytes)
  const sentId = request.headers.get('x-request-id')
  const requestId = sentId && SANE_ID.test(sentId) ? sentId : randomUUID()
  const nonce = randomBytes(16).toString('base64')
  const policy = contentPolicy(nonce)
  if (isDatabaseAway() && isForPage(request)) return away(request, requestId, nonce, policy)

  const headers = new Headers(request.headers)
  headers.set('x-request-id', requestId)
  headers.set('x-nonce', nonce)
  headers.delete('x-address') // ours to say, whatever was sent
  if (request.method === 'GET') headers.set('x-address', addressOf(request.nextUrl))
  headers.set('content-security-policy', policy) // where Next reads the nonce for its own scripts
  if (isOwnFormWithoutReferrer(request)) headers.set('origin', `http://${hostOf(request)}`) // Next compares the host
  const response = NextResponse.next({ request: { headers } })

  return marked(response, request, requestId, policy)
}

function marked(response: NextResponse, request: NextRequest, requestId: string, policy: string) {
  response.headers.set('x-request-id', requestId)
  response.headers.set('content-security-policy', policy)
  const isSecretAddress = SECRET_ADDRESS.test(request.nextUrl.pathname)
  response.headers.set('referrer-policy', isSecretAddress ? 'no-referrer' : 'strict-origin-when-cross-origin')
  for (const [name, value] of ALWAYS) response.headers.set(name, value)
  return response
}

/** What changes something goes on: it is told beside the form that the database is away, and what was typed stays. */
const isForPage = ({ method, nextUrl }: NextRequest) =>
  (method === 'GET' || method === 'HEAD') && !/^\/(api\/|empty$|icon)/.test(nextUrl.pathname)

function away(request: NextRequest, requestId: string, nonce: string, policy: string): NextResponse {
  const theme = parseTheme(request.cookies.get(themeCookie)?.value)
  const html = outagePage({ theme, nonce, address: addressOf(request.nextUrl) })
  const response = new NextResponse(request.method === 'HEAD' ? null : html, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': String(RETRY_AFTER_SECONDS),
    },
  })
  return marked(response, request, requestId, policy)
}

/** What a page that redirects to a new name keeps: the rest of the path and the query, without what the framework adds to it. */
function addressOf({ pathname, searchParams }: URL): string {
  const kept = new URLSearchParams(searchParams)
  kept.delete('_rsc')
  return kept.size > 0 ? `${pathname}?${kept}` : pathname
}

const tooMuch = (megabytes: number) =>
  new NextResponse(`That is too much at once: a form may hold ${megabytes} MB. Go back and send less.`, {
    status: 413,
    headers: [
      ['content-type', 'text/plain; charset=utf-8'],
      ...ALWAYS.map(([name, value]): [string, string] => [name, value]),
    ],
  })

/**
 * A form without JavaScript on a page that sends no referrer comes with `Origin: null`, which Next takes for somebody else's and
 * refuses. `Sec-Fetch-Site` is the browser's own word, which no page can write.
 */
function isOwnFormWithoutReferrer({ method, headers }: NextRequest): boolean {
  return (
    method === 'POST' && headers.get('origin') === 'null' && headers.get('sec-fetch-site') === 'same-origin'
  )
}

const hostOf = ({ headers }: NextRequest) => headers.get('x-forwarded-host') ?? headers.get('host') ?? ''

/** Component libraries set style attributes on the server; nothing else is loosened. React in development needs eval. */
function contentPolicy(nonce: string): string {
  const style = `'self' 'nonce-${nonce}'`
  return (
    `default-src 'self'; script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}; ` +
    `style-src ${style}; style-src-elem ${style}; style-src-attr 'unsafe-inline'; ${REST_OF_POLICY}`
  )
}

const REST_OF_POLICY = [
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  ...(isHttps ? ['upgrade-insecure-requests'] : []),
].join('; ')

const ALWAYS: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ...(isHttps ? ([['strict-transport-security', 'max-age=63072000; includeSubDomains']] as const) : []),
]

/**
 * Everything but the files of the build, for which a pattern such as `.*\.png` would also take pages out, and the REST API, whose door says
 * itself what an answer in JSON needs (`lib/rest/door.ts`).
 */
export const config = { matcher: ['/((?!_next/static/|v2(?:/|$)).*)'] }

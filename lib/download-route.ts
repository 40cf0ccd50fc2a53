import 'server-only'
import { currentCaller } from '@/lib/auth/caller'
import type { Download } from './download'
import { AppError, HTTP_STATUS } from './errors'

type Context = { params: Promise<{ account: string }> }

/**
 * The door of a download: a route handler below `[account]` whose last segment is the file's (`/fern/members/export?role=admin`). What
 * stands in the address after `?` is the input. Who is not signed in goes to sign in and then to the page above, with the same filters.
 */
export function downloadRoute(download: Download) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const { account } = await params
    const url = new URL(request.url)
    try {
      return await download(await currentCaller(), account, inputOf(url.searchParams))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return refused(error, url)
    }
  }
}

function inputOf(params: URLSearchParams): Record<string, string | string[]> {
  const input: Record<string, string | string[]> = {}
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name)
    input[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return input
}

function refused({ code, message, fields, retryAfterSeconds }: AppError, url: URL): Response {
  if (code === 'unauthenticated') {
    const page = url.pathname.split('/').slice(0, -1).join('/') + url.search
    return new Response(null, {
      status: 303,
      headers: { location: `/sign-in?next=${encodeURIComponent(page)}`, 'cache-control': 'no-store' },
    })
  }
  const headers = new Headers({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  if (retryAfterSeconds) headers.set('retry-after', String(Math.ceil(retryAfterSeconds)))
  return new Response([message, ...Object.values(fields)].join('\n'), { status: HTTP_STATUS[code], headers })
}

import 'server-only'
import { isIP } from 'node:net'
import type { Origin } from '@/lib/actor'

const MAX_USER_AGENT = 400

/** Where a request came from, as its headers tell. */
export function originOf(headers: Pick<Headers, 'get'>): Origin {
  return {
    requestId: headers.get('x-request-id'),
    address: clientAddress(headers.get('x-forwarded-for')),
    userAgent: headers.get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null,
  }
}

/**
 * The address of the browser: the last hop of `X-Forwarded-For`, which the proxy in front of us has added, or Next from the socket
 * where there is no proxy. What stands before it was written by the client and proves nothing.
 */
export function clientAddress(forwardedFor: string | null): string | null {
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? ''
  const bare = last.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) ? address.toLowerCase() : null
}

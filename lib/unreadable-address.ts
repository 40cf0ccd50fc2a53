import 'server-only'
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { words } from '@/messages/words'

/**
 * Answers 400 to an address that cannot be decoded, such as `/%E0%A4%A`: Next would fail over it, with 500. In the envelope where it was meant for
 * the REST API. Once a process, before it listens.
 */
export function refuseUnreadableAddresses(): void {
  const marked = Server.prototype as typeof Server.prototype & { refusesUnreadable?: boolean }
  if (marked.refusesUnreadable) return
  marked.refusesUnreadable = true
  const emit = Server.prototype.emit
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const [request, response] = args as [IncomingMessage, ServerResponse] // node:http says so of this event
    if (event !== 'request' || isReadable(request.url)) return Reflect.apply(emit, this, [event, ...args])
    refuse(request, response)
    return true
  }
}

function isReadable(url = ''): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

function refuse({ url }: IncomingMessage, response: ServerResponse): void {
  const requestId = randomUUID()
  const details = words('errors.unreadableAddress')
  const isForPrograms = url?.startsWith('/v2/')
  const status = { code: 11100, description: words('rest.codes.11100'), details, req_id: requestId }
  response.writeHead(400, {
    'content-type': isForPrograms ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    connection: 'close', // a body that may follow is not read
  })
  response.end(isForPrograms ? JSON.stringify({ status }) : details)
}

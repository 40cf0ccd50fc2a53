import 'server-only'
import { type IncomingMessage, Server } from 'node:http'

export const PEER_HEADER = 'x-muster-peer'

/**
 * Writes on every request which address its connection came from, over whatever the client put there. Pages see headers alone, and
 * those that tell of proxies are the client's to write where there is no proxy. Once a process, before it listens.
 */
export function tellPeerAddresses(): void {
  const marked = Server.prototype as typeof Server.prototype & { tellsPeers?: boolean }
  if (marked.tellsPeers) return
  marked.tellsPeers = true
  const emit = Server.prototype.emit
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'request') {
      const request = args[0] as IncomingMessage // node:http says so of this event
      request.headers[PEER_HEADER] = request.socket.remoteAddress ?? ''
    }
    return Reflect.apply(emit, this, [event, ...args]) as boolean // what `emit` itself gives
  }
}

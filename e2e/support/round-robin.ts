import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Whom the proxy says that everybody is: an address of the documentation's, which nobody has. */
export const CLIENT_ADDRESS = '198.51.100.7'

type Served = { port: number; method: string; path: string }

/** A reverse proxy that gives each request to the next of `ports`, and to another where one does not answer. */
export async function startRoundRobin(port: number, ports: number[]) {
  const served: Served[] = []
  let turn = 0
  const next = () => ports[turn++ % ports.length] ?? 0

  const pass = (from: IncomingMessage, to: ServerResponse, attempts: number) => {
    const target = next()
    const { method = 'GET', url: path = '/', headers } = from
    const before = headers['x-forwarded-for']
    const forwardedFor = [...(before ? [before] : []), CLIENT_ADDRESS].join(', ')
    const upstream = request(
      {
        host: '127.0.0.1',
        port: target,
        method,
        path,
        headers: { ...headers, 'x-forwarded-for': forwardedFor },
      },
      (answer) => {
        served.push({ port: target, method, path })
        to.writeHead(answer.statusCode ?? 502, answer.headers)
        to.flushHeaders()
        answer.pipe(to)
        answer.once('error', () => to.destroy())
      },
    )
    upstream.once('error', () => {
      if (to.headersSent) to.destroy()
      else if (method === 'GET' && attempts > 1) pass(from, to, attempts - 1)
      else to.writeHead(502).end()
    })
    to.once('close', () => upstream.destroy())
    from.pipe(upstream)
  }

  const server = createServer((from, to) => pass(from, to, ports.length))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, resolve)
  })
  return {
    served,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject).listen(0, () => {
      const { port } = server.address() as AddressInfo // listening on TCP, so it has one
      server.close(() => resolve(port))
    })
  })
}

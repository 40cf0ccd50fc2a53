import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { headers: IncomingHttpHeaders; body: string; path: string }
/** How a receiver of a test answers: with a status, or `hang`, `cut`, `trickle`, `flood`. */
export type Manner = number | 'hang' | 'cut' | 'trickle' | 'flood'

export type Receiver = {
  url: string
  port: number
  received: Received[]
  manner: Manner
  close(): Promise<void>
}

/** A real HTTP server on this machine that takes webhooks. */
export async function startReceiver(manner: Manner = 204): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body, path: request.url ?? '' })
      answer(receiver.manner, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    manner,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return receiver
}

function answer(manner: Manner, response: ServerResponse): void {
  if (manner === 'hang') return
  if (manner === 'cut') return void response.destroy()
  if (manner === 'flood') {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
      if (!response.destroyed) response.once('drain', more)
    }
    response.writeHead(200)
    more()
    return
  }
  if (manner === 'trickle') {
    response.writeHead(200)
    response.write('so far')
    return
  }
  response.writeHead(manner, manner >= 300 && manner < 400 ? { location: '/elsewhere' } : {})
  response.end(manner === 204 ? undefined : `answer ${manner}\0`)
}

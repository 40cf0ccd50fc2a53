import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** The wire to a database, in the hands of a test. */
export interface Wire {
  /** The address of the same database, by way of this wire. */
  readonly url: string
  /** Cuts every connection; new ones go through. */
  cut(): void
  /** As a database that is away: cuts every connection and takes no new one. */
  takeAway(): Promise<void>
  bringBack(): Promise<void>
  /** As a machine that hangs: keeps the connections, takes new ones, and passes nothing on. */
  freeze(): void
  close(): Promise<void>
}

export async function openWire(url: string): Promise<Wire> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let isFrozen = false
  const relay = (near: Socket) => {
    const far = connect(Number(target.port || 5432), target.hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => isFrozen || to.write(data))
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  }
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  let server: Server | undefined
  let port = 0
  const listen = async () => {
    server = createServer(relay).listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    port = typeof address === 'object' && address ? address.port : port
  }
  const takeAway = async () => {
    const closed = server && new Promise((resolve) => server?.close(resolve))
    server = undefined
    cut()
    await closed
  }
  await listen()
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(port)
  return {
    url: through.href,
    cut,
    takeAway,
    bringBack: listen,
    freeze: () => {
      isFrozen = true
    },
    close: takeAway,
  }
}

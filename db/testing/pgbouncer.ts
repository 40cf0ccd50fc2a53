import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const PLACES = [
  '/usr/sbin/pgbouncer',
  '/usr/bin/pgbouncer',
  '/usr/local/bin/pgbouncer',
  '/opt/homebrew/bin/pgbouncer',
]
const KNOWS_PREPARED = 1_021

export type Program = { file: string; version: string; knowsPrepared: boolean }

/** The PgBouncer of this machine (`PGBOUNCER` names another), or null. */
export function findPgBouncer(): Program | null {
  const file = process.env.PGBOUNCER ?? PLACES.find((place) => existsSync(place))
  if (!file) return null
  const [, version, major, minor] = /PgBouncer ((\d+)\.(\d+)\S*)/.exec(
    spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout ?? '',
  ) ?? [null, 'unknown', '0', '0']
  return {
    file,
    version: version ?? '',
    knowsPrepared: Number(major) * 1000 + Number(minor) >= KNOWS_PREPARED,
  }
}

/**
 * A PgBouncer in transaction mode before the database of `url`, with so few connections to it that clients have to share them.
 *
 * @returns its address, with the sign-in of `url`
 */
export async function startPgBouncer({ file, knowsPrepared }: Program, url: string, connections: number) {
  const { hostname, port: behind, username, password } = new URL(url)
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-pgbouncer-'))
  chmodSync(folder, 0o755)
  const users = path.join(folder, 'users.txt')
  const settings = path.join(folder, 'pgbouncer.ini')
  writeFileSync(users, `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`)
  writeFileSync(
    settings,
    [
      '[databases]',
      `* = host=${hostname} port=${behind}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
      `auth_type = scram-sha-256\nauth_file = ${users}`,
      `pool_mode = transaction\ndefault_pool_size = ${connections}\nmax_client_conn = 200`,
      ...(knowsPrepared ? ['max_prepared_statements = 100'] : []),
    ].join('\n'),
  )
  // It does not run as root, and what it says in passing is of no interest.
  const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const child = spawn(file, ['-q', settings], { ...identity, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
    await sleep(20)
  }
  const address = new URL(url)
  address.hostname = '127.0.0.1'
  address.port = String(port)
  return {
    url: address.href,
    async stop() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => socket.destroy(resolve(true) as undefined))
    socket.once('error', () => resolve(false))
  })
}

import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundledPostgres } from './bundled-postgres.mjs'
import { waitForLock } from './lock.mjs'
import { joinServer, watchServer } from './server-users.mjs'

export const OWNER = 'muster_owner'
export const DATABASE = 'muster'

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: 1.1,
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
}
const UNSAFE_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts the bundled PostgreSQL on the data below `dataDir`, or joins the one that already runs there. Its superuser
 * makes the owner (not a superuser, as on a managed PostgreSQL) and the owner's database, and is not used again. The
 * server ends when the last process that uses it has called `stop()` or died.
 *
 * @param {string} dataDir
 * @param {{disposable?: boolean}} [options] disposable: for tests; forgets everything in a power cut, and the owner
 *   may create databases
 * @returns {Promise<{url: string, joined: boolean, stop: () => Promise<void>, isRunning: () => boolean, pid: number}>} isRunning: false
 *   once that server has ended, however it did
 */
export async function localDatabase(dataDir, { disposable = false } = {}) {
  const base = path.resolve(dataDir)
  mkdirSync(base, { recursive: true })
  const lock = await waitForLock(path.join(base, 'postgres.lock'))
  try {
    const { native, folder, identity } = bundledPostgres(base)
    const cluster = {
      base,
      native,
      identity,
      disposable,
      folder,
      data: path.join(folder, 'postgres'),
      state: readState(base),
    }
    if (!existsSync(path.join(cluster.data, 'PG_VERSION'))) initialize(cluster)
    const { pid, port, joined, leave } = (await join(cluster)) ?? (await start(cluster))
    const url = `postgres://${OWNER}:${cluster.state.ownerPassword}@127.0.0.1:${port}/${DATABASE}`
    const isRunning = () => isProcess(pid) && readPidFile(cluster.data).pid === pid
    return { url, joined, stop: leave, isRunning, pid }
  } finally {
    lock.release()
  }
}

async function join(cluster) {
  const server = await runningServer(cluster)
  const leave = server && (await joinServer(cluster, server.pid))
  return leave && { ...server, joined: true, leave }
}

async function start(cluster) {
  const server = await startServer(cluster)
  return { ...server, joined: false, leave: await watchServer(cluster, server.pid) }
}

/** Passwords and the last port. Written before initdb, so that a start that is killed halfway loses nothing. */
function readState(base) {
  const file = path.join(base, 'postgres.json')
  if (!existsSync(file)) {
    const secret = () => randomBytes(24).toString('base64url')
    writeState(base, { superuserPassword: secret(), ownerPassword: secret() })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

function writeState(base, state) {
  const file = path.join(base, 'postgres.json')
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** Everything happens in a temporary folder; its last step, a rename, makes it count. */
function initialize({ native, folder, data, identity, state, disposable }) {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('postgres.init-')) rmSync(path.join(folder, name), { recursive: true, force: true })
  }
  const draft = path.join(folder, `postgres.init-${randomBytes(4).toString('hex')}`)
  const passwordFile = path.join(folder, 'postgres.password')
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, state.superuserPassword, { mode: 0o600 })
  if (identity.uid !== undefined) {
    chownSync(draft, identity.uid, identity.gid)
    chownSync(passwordFile, identity.uid, identity.gid)
  }
  const run = (program, args, input) =>
    execFileSync(path.join(native, 'bin', program), args, { ...identity, input, cwd: folder, stdio: 'pipe' })
  try {
    run('initdb', [
      ...['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(disposable ? ['--no-sync'] : []),
    ])
    run(
      'postgres',
      ['--single', '-D', draft, '-c', 'exit_on_error=on', 'postgres'],
      ownerSql(state, disposable),
    )
  } catch (error) {
    throw new Error(
      `The bundled PostgreSQL could not be set up in ${folder}: ${error.stderr || error.message}`,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, data)
}

/** Single-user PostgreSQL takes one statement a line. */
function ownerSql({ ownerPassword }, disposable) {
  const attributes = `login createrole ${disposable ? 'createdb' : ''}`
  return `create role ${OWNER} ${attributes} password '${ownerPassword}'\ncreate database ${DATABASE} owner ${OWNER}\n`
}

/** After a crash `postmaster.pid` stays behind, and its number may be another program's: the port has to answer too. */
async function runningServer({ data }) {
  const { pid, port } = readPidFile(data)
  return pid && isProcess(pid) && (await answers(port)) ? { pid, port } : undefined
}

async function startServer(cluster) {
  const log = path.join(cluster.base, 'postgres.log')
  for (let attempt = 0; ; attempt++) {
    const isOwnPortFree =
      attempt < OWN_PORT_ATTEMPTS && cluster.state.port && !(await answers(cluster.state.port))
    const port = isOwnPortFree ? cluster.state.port : await freePort()
    const child = spawnServer(cluster, port, log)
    if (await becomesReady(cluster.data, child)) {
      cluster.state.port = port
      writeState(cluster.base, cluster.state)
      child.unref()
      return { pid: child.pid, port }
    }
    // After a kill -9, orphans of the old server hold its shared memory for a moment.
    if (attempt === 20)
      throw new Error(`The bundled PostgreSQL does not start:\n${lastLines(log)}\nSee ${log}`)
    await sleep(250)
  }
}

// Programs may hold a port without answering there; not every failed attempt has another reason.
const OWN_PORT_ATTEMPTS = 12

function spawnServer({ native, data, folder, identity, disposable }, port, log) {
  const settings = { ...SETTINGS, ...(disposable ? UNSAFE_SETTINGS : {}) }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(log, 'a', 0o600)
  const child = spawn(path.join(native, 'bin/postgres'), ['-D', data, '-p', String(port), ...args], {
    ...identity,
    cwd: folder,
    stdio: ['ignore', output, output],
    detached: true,
  })
  closeSync(output)
  return child
}

async function becomesReady(data, child) {
  let hasEnded = false
  child.once('exit', () => {
    hasEnded = true
  })
  child.once('error', () => {
    hasEnded = true
  })
  while (!hasEnded) {
    const { pid, status } = readPidFile(data)
    if (pid === child.pid && status === 'ready') return true
    await sleep(10)
  }
  return false
}

function readPidFile(data) {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() }
  } catch {
    return {}
  }
}

function isProcess(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Whether a server speaks there. What a killed one leaves behind may still take calls for a moment, and says nothing. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(SSL_REQUEST))
    const end = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(3000, () => end(false))
    socket
      .once('data', () => end(true))
      .once('error', () => end(false))
      .once('close', () => end(false))
  })
}

// The protocol's SSLRequest, which any server answers with one byte before anybody signs in.
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function lastLines(file) {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n')
}

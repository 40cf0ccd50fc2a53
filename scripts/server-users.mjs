import { execFileSync, spawn } from 'node:child_process'
import { constants, existsSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// Everybody who uses the bundled server holds a named pipe open for writing, and a small shell, the watcher, reads it: it
// sees the end when the last of them has closed it or died, however it died, and shuts the server down then. Windows has
// no such pipe: there the server ends with the process that started it, unless that one is killed.

/**
 * @typedef {{base: string, data: string, native: string}} Cluster
 * @typedef {() => Promise<void>} Leave signs this process off; waits for the server's end where it was the last user
 */

/**
 * Makes this process a user of a server that it has just started, and sets the watcher on it.
 *
 * @param {Cluster} cluster
 * @param {number} pid of the server
 * @returns {Promise<Leave>}
 */
export async function watchServer(cluster, pid) {
  if (process.platform === 'win32') return async () => stopWithPgCtl(cluster)
  const pipe = pipeOf(cluster)
  const pidFile = path.join(cluster.data, 'postmaster.pid')
  const script = 'exec 3<"$1"; cat <&3 >/dev/null; [ "$(head -n 1 "$3")" = "$2" ] && kill -INT "$2"'
  rmSync(pipe, { force: true })
  execFileSync('mkfifo', ['-m', '600', pipe])
  spawn('/bin/sh', ['-c', script, 'sh', pipe, String(pid), pidFile], {
    stdio: 'ignore',
    detached: true,
  }).unref()
  return leaving(cluster, pid, await open(pipe, constants.O_WRONLY))
}

/**
 * Makes this process one more user of a running server.
 *
 * @param {Cluster} cluster
 * @param {number} pid of the server
 * @returns {Promise<Leave | undefined>} undefined: its last user has just left, it has ended, start it again
 */
export async function joinServer(cluster, pid) {
  if (process.platform === 'win32') return async () => {}
  const handle = await openPipe(pipeOf(cluster))
  if (handle) return leaving(cluster, pid, handle)
  for (let turn = 0; turn < 100; turn++) {
    if (!isRunning(cluster, pid)) return undefined
    await sleep(20)
  }
  return watchServer(cluster, pid) // it goes on: its watcher was killed
}

function leaving(cluster, pid, handle) {
  let hasLeft = false
  return async () => {
    if (hasLeft) return
    hasLeft = true
    await handle.close()
    if (await isWatched(pipeOf(cluster))) return
    await ended(cluster, pid)
  }
}

/** Where the watcher was killed, nobody else asks the server to end. */
async function ended(cluster, pid) {
  for (let turn = 0; isRunning(cluster, pid); turn++) {
    if (turn === WATCHER_TURNS) process.kill(pid, 'SIGINT')
    if (turn === WATCHER_TURNS * 10) throw new Error(`The bundled PostgreSQL (process ${pid}) does not end.`)
    await sleep(20)
  }
}

const WATCHER_TURNS = 150 // of 20 ms
const pipeOf = ({ base }) => path.join(base, 'postgres.users')

/** Not waiting for a reader: without one there is no watcher. */
async function openPipe(pipe) {
  try {
    return await open(pipe, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch (error) {
    if (error.code === 'ENXIO' || error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The watcher notices the end of its last user a moment later; whoever still holds the pipe keeps it. */
async function isWatched(pipe) {
  for (let turn = 0; turn < 25; turn++) {
    const handle = await openPipe(pipe)
    if (!handle) return false
    await handle.close()
    await sleep(10)
  }
  return true
}

function isRunning({ data }, pid) {
  const file = path.join(data, 'postmaster.pid')
  return existsSync(file) && readFileSync(file, 'utf8').startsWith(`${pid}\n`)
}

function stopWithPgCtl({ data, native }) {
  execFileSync(path.join(native, 'bin/pg_ctl'), ['stop', '-m', 'fast', '-D', data], { stdio: 'ignore' })
}

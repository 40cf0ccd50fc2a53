import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A lock between processes of one machine that dies with its holder, `kill -9` included: the file names a port on
 * which the holder listens and a token that it answers there. Process ids would lie after a crash or a reboot.
 *
 * @param {string} file where the lock lives; its folder is made
 * @param {Record<string, unknown>} info what others may read about the holder
 * @returns {Promise<{release: () => void, update: (info: Record<string, unknown>) => void} | {holder: Record<string, unknown>}>}
 */
export async function tryLock(file, info = {}) {
  mkdirSync(path.dirname(file), { recursive: true })
  const token = randomBytes(12).toString('hex')
  const server = createServer((socket) => socket.on('error', () => {}).end(token))
  await new Promise((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  server.unref()
  const content = (about) =>
    JSON.stringify({ ...about, pid: process.pid, port: server.address().port, token })

  for (;;) {
    if (place(file, content(info), token)) break
    const holder = read(file)
    if (holder && (await isAlive(holder))) {
      server.close()
      return { holder }
    }
    if (await replaceDead(file, holder, content(info), token)) break
  }
  return {
    update: (about) => write(file, content(about), token),
    release: () => {
      if (read(file)?.token === token) rmSync(file, { force: true })
      server.close()
    },
  }
}

/** Like `tryLock`, but waits for its turn; `onWait` is told once, with what the holder says about itself. */
export async function waitForLock(file, info = {}, onWait = () => {}) {
  for (let turn = 0; ; turn++) {
    const lock = await tryLock(file, info)
    if ('release' in lock) return lock
    if (turn === 0) onWait(lock.holder)
    await sleep(100)
  }
}

/** Creates the file with its whole content in one step, or gives false because it is there. */
function place(file, content, token) {
  const draft = `${file}.${token}`
  writeFileSync(draft, content, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

function write(file, content, token) {
  const draft = `${file}.${token}`
  writeFileSync(draft, content, { mode: 0o600 })
  renameSync(draft, file)
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** A holder that is busy may take a while to answer: only a refused connection or another's answer means dead. */
function isAlive({ port, token }) {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1')
    const end = (alive) => {
      socket.destroy()
      resolve(alive)
    }
    socket.setTimeout(1000, () => end(true))
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('end', () => end(answer === token))
    socket.on('error', () => end(false))
  })
}

/** Only one of those who saw the same dead holder may replace it: who makes the file named after its token. */
async function replaceDead(file, holder, content, token) {
  const claim = `${file}.dead-${holder?.token ?? 'unreadable'}`
  if (!place(claim, content, token)) {
    const age = Date.now() - (statSync(claim, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 5000) rmSync(claim, { force: true })
    await sleep(20)
    return false
  }
  try {
    if (read(file)?.token !== holder?.token) return false
    write(file, content, token)
    return true
  } finally {
    rmSync(claim, { force: true })
  }
}

import { spawn, spawnSync } from 'node:child_process'
import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { encode } from 'next-auth/jwt'
import postgres from 'postgres'
import { bundledPostgres } from '../scripts/bundled-postgres.mjs'
import { localDatabase } from '../scripts/local-db.mjs'
import { root } from '../scripts/settings.mjs'

const READY_MS = 90_000

/**
 * The whole portal as `npm start` runs it, on data of its own that begin anew, with the built pages.
 *
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.name of its folder below `.data`
 * @param {string} [options.smtpUrl]
 * @param {Record<string, string>} [options.env] more settings
 */
export async function startPortal({ port, name, smtpUrl, env = {} }) {
  const dataDir = path.join(root, '.data', name)
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  const base = `http://localhost:${port}`
  const appSecret = randomBytes(32).toString('base64url')
  const settings = {
    PORT: String(port),
    DATA_DIR: dataDir,
    APP_URL: base,
    APP_SECRET: appSecret,
    MUSTER_DEMO: 'off',
    SMTP_URL: smtpUrl ?? '',
  }
  const lines = []
  const launcher = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: { ...withoutSettings(process.env), LOG_LEVEL: 'warn', NO_LOG_SUCCESS: '1', ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.setEncoding('utf8').on('data', (text) => lines.push(...text.split('\n').filter(Boolean)))
  const ended = new Promise((resolve) => launcher.once('exit', (code, signal) => resolve(signal ?? code)))
  const portal = {
    base,
    dataDir,
    lines,
    launcher,
    cookieOf: cookieOf(appSecret),
    ...pids(launcher.pid, dataDir),
  }
  const stop = async () => {
    launcher.kill('SIGTERM')
    await Promise.race([ended, sleep(20_000)])
    launcher.kill('SIGKILL')
  }
  const early = ended.then((how) => {
    throw new Error(`The portal ended (${how}):\n${lines.slice(-20).join('\n')}`)
  })
  early.catch(() => {})
  try {
    await Promise.race([untilReady(base), early])
  } catch (error) {
    await stop()
    throw error
  }
  return { ...portal, ended, stop }
}

/** The cookie of a sign-in, as `lib/auth/session-token.ts` seals it. */
const cookieOf = (appSecret) => {
  const secret = Buffer.from(hkdfSync('sha256', appSecret, '', 'muster sign-in 1', 32)).toString('base64')
  return async ({ userId, sessionId }) =>
    `muster.session=${await encode({ token: { sub: userId, sid: sessionId }, secret, maxAge: 30 * 24 * 3600 })}`
}

/** Nothing of the surroundings decides where this portal keeps its data or sends its mail. */
function withoutSettings(env) {
  const {
    DATABASE_URL,
    APP_DATABASE_URL,
    WORKER_DATABASE_URL,
    DATABASE_DIRECT_URL,
    APP_SECRET,
    SMTP_URL,
    ...rest
  } = env
  return rest
}

export async function untilReady(base, limitMs = READY_MS) {
  for (const until = Date.now() + limitMs; Date.now() < until; await sleep(50)) {
    const ready = await fetch(`${base}/api/ready`).catch(() => undefined)
    if (ready?.ok) return
  }
  throw new Error(`${base} was not ready within ${limitMs / 1000} s.`)
}

/** Which process does what, asked of the system each time: after a kill it is another one. */
function pids(launcherPid, dataDir) {
  const children = () =>
    spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .stdout.split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .filter((found) => found && Number(found[2]) === launcherPid)
      .map(([, pid, , args]) => ({ pid: Number(pid), args }))
  const of = (pattern) => children().find(({ args }) => pattern.test(args))?.pid
  return {
    pidOf: {
      web: () => of(/next-server|next\/dist\/bin\/next/),
      worker: () => of(/dist\/worker\.mjs/),
      database: () => postmaster(dataDir),
    },
  }
}

function postmaster(dataDir) {
  const file = path.join(bundledPostgres(dataDir).folder, 'postgres/postmaster.pid')
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

/** Connects as the owner of the tables, by way of the server that runs. */
export async function ownerOf(dataDir) {
  const server = await localDatabase(dataDir)
  const sql = postgres(server.url, { max: 2, backoff: 0.1, connect_timeout: 5, onnotice: () => {} })
  return {
    sql,
    stop: async () => {
      await sql.end({ timeout: 2 })
      await server.stop()
    },
  }
}

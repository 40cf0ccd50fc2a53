import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEnvFiles } from './env-files.mjs'

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

/** What the launchers need to know before anything is installed. `lib/env.ts` checks the rest, in the processes. */
export function readSettings() {
  refuseOldNode()
  const file = path.join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  readEnvFiles(process.env)
  const { DATA_DIR, PORT, APP_URL, DATABASE_URL, APP_SECRET } = process.env
  const port = Number(PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`PORT is "${PORT}", which is no port. Choose a number from 1 to 65535.`)
  }
  if (DATABASE_URL && !/^postgres(ql)?:\/\//.test(DATABASE_URL)) {
    throw new Error('DATABASE_URL must begin with postgres://')
  }
  const dataDir = path.resolve(root, DATA_DIR || '.data')
  return {
    port,
    dataDir,
    appUrl: new URL(APP_URL || `http://localhost:${port}`).origin,
    databaseUrl: DATABASE_URL || undefined,
    appSecret: APP_SECRET || keptSecret(dataDir),
    hasDemo: process.env.MUSTER_DEMO !== 'off',
  }
}

/**
 * The environment of web and worker. Not the owner's address: they must not be able to go around the walls. It is empty rather than
 * left out, since Next reads `.env` itself and fills in what is missing.
 *
 * @param {ReturnType<typeof readSettings>} settings
 * @param {{appUrl: string, workerUrl: string, directUrl: string}} urls of the database
 */
export function processEnvironment({ port, dataDir, appUrl, appSecret }, urls) {
  const { DATABASE_URL: _owner, ...inherited } = process.env
  const derive = (purpose, encoding) => createHmac('sha256', appSecret).update(purpose).digest(encoding)
  return {
    ...inherited,
    DATABASE_URL: '',
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    DATA_DIR: dataDir,
    APP_URL: appUrl,
    APP_SECRET: appSecret,
    APP_DATABASE_URL: urls.appUrl,
    WORKER_DATABASE_URL: urls.workerUrl,
    DATABASE_DIRECT_URL: urls.directUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: derive('next-auth', 'base64url'),
    // Given at run time, it wins over the random one in the build: no secret is baked in, every instance has the same.
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: derive('server actions', 'base64'),
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(
    `This is Node ${process.versions.node}. Muster needs Node 20.19 or newer: https://nodejs.org`,
  )
}

/** Made once; the first of several starts that reach this line together wins. */
function keptSecret(dataDir) {
  const file = path.join(dataDir, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
    try {
      linkSync(draft, file)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  return readFileSync(file, 'utf8').trim()
}

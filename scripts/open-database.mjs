import path from 'node:path'
import { root } from './settings.mjs'

/**
 * The database of this installation, running and up to date.
 *
 * @param {ReturnType<import('./settings.mjs').readSettings>} settings
 * @param {(urls: object) => unknown} [onMoved] told where it is, should it have to move
 * @returns {Promise<{ownerUrl: string, urls: object, stop: () => Promise<void>}>}
 */
export async function openDatabase({ databaseUrl, dataDir, appSecret }, onMoved = () => {}) {
  const { prepareDatabase } = await import('./database.mjs')
  const prepared = (ownerUrl) =>
    prepareDatabase({
      ownerUrl,
      appSecret,
      ownerDirectUrl: process.env.DATABASE_DIRECT_URL || undefined,
      appUrl: process.env.APP_DATABASE_URL || undefined,
      workerUrl: process.env.WORKER_DATABASE_URL || undefined,
      onStep: (what) => console.log(`${what}…`),
    })
  const server = databaseUrl
    ? { url: databaseUrl, stop: async () => {} }
    : await startBundled(dataDir, async (url) => onMoved(await prepared(url)))
  try {
    const urls = await prepared(server.url)
    return { ownerUrl: server.url, urls, stop: server.stop }
  } catch (error) {
    await server.stop()
    throw databaseUrl ? explained(error) : error
  }
}

async function startBundled(dataDir, onMoved) {
  const { keptDatabase } = await import('./keep-database.mjs')
  const server = await keptDatabase(dataDir, onMoved)
  const where = path.relative(root, dataDir) || dataDir
  console.log(
    `${server.joined ? 'Joined' : 'Started'} the bundled PostgreSQL, data in ${where.startsWith('..') ? dataDir : where}`,
  )
  return server
}

function explained(error) {
  const reasons = {
    ECONNREFUSED: 'nothing answers there',
    ENOTFOUND: 'its host is not known',
    CONNECT_TIMEOUT: 'it does not answer',
    '28P01': 'it refuses the password',
    '3D000': 'it has no database of that name',
  }
  const reason = reasons[error.code]
  return reason
    ? new Error(`DATABASE_URL names a database that cannot be used: ${reason}.`, { cause: error })
    : error
}

/** A first start is one on a database without people. */
export async function isFirstStart(ownerUrl) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql`select not exists (select 1 from users) as "isFirst"`
    return Boolean(row?.isFirst)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

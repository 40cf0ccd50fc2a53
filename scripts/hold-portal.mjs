import { createServer } from 'node:net'
import path from 'node:path'
import { tryLock } from './lock.mjs'

/**
 * One portal for a data folder, and one program for a port.
 *
 * @returns {Promise<() => void>} gives the folder free again
 * @throws who runs there already, or that the port is taken
 */
export async function holdPortal({ dataDir, appUrl, port }) {
  const lock = await tryLock(path.join(dataDir, 'portal.lock'), { appUrl })
  if ('holder' in lock) {
    throw new Error(
      `A portal already runs on the data in ${dataDir}: ${lock.holder.appUrl} (process ${lock.holder.pid}).\n` +
        'Use that one, stop it, or choose another folder: DATA_DIR=… npm start',
    )
  }
  if (await isFree(port)) return lock.release
  lock.release()
  throw new Error(
    `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start`,
  )
}

function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else
        reject(
          new Error(
            `Port ${port} cannot be used: ${error.code === 'EACCES' ? 'it is reserved for root' : error.message}`,
          ),
        )
    })
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

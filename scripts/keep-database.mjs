import { setTimeout as sleep } from 'node:timers/promises'
import { localDatabase } from './local-db.mjs'

const LOOK_MS = 200
const LONGEST_PAUSE_MS = 5000

/**
 * The bundled PostgreSQL, started again when it ends by itself: after `kill -9`, or out of memory. What was committed is on its disk.
 *
 * @param {string} dataDir
 * @param {(url: string) => unknown} onMoved told when it had to go to another port, since its own was taken meanwhile
 * @returns {ReturnType<typeof localDatabase>}
 */
export async function keptDatabase(dataDir, onMoved) {
  let server = await localDatabase(dataDir)
  const stopping = new AbortController()
  const isStopping = () => stopping.signal.aborted
  const pauseFor = (ms) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {})
  const { url, joined } = server
  const watch = async () => {
    for (;;) {
      await pauseFor(LOOK_MS)
      if (isStopping()) return
      if (server.isRunning()) continue
      console.error('The bundled PostgreSQL ended. Starting it again…')
      const next = await started()
      if (!next) return
      console.error('The bundled PostgreSQL is back.')
      const hasMoved = next.url !== server.url
      await server.stop().catch(() => {}) // it has ended; this signs off from it
      server = next
      if (hasMoved) await onMoved(next.url)
    }
  }
  const started = async () => {
    for (let pause = LOOK_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        const next = await localDatabase(dataDir)
        if (!isStopping()) return next
        await next.stop()
        return undefined
      } catch (error) {
        console.error(`${error.message}\nTrying again…`)
        await pauseFor(pause)
        if (isStopping()) return undefined
      }
    }
  }
  const watching = watch()
  return {
    url,
    joined,
    stop: async () => {
      stopping.abort()
      await watching
      await server.stop()
    },
  }
}

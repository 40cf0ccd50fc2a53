// `npm run worker`: one more worker, on this machine or another with the same DATABASE_URL and APP_SECRET.
import { existsSync } from 'node:fs'
import { bundle, outputOf } from './build.mjs'
import { installMissing, withCheckout } from './install.mjs'
import { openDatabase } from './open-database.mjs'
import { startWorker, stop } from './processes.mjs'
import { processEnvironment, readSettings } from './settings.mjs'

try {
  const settings = readSettings()
  await withCheckout(async () => {
    await installMissing()
    if (!existsSync(outputOf('worker'))) await bundle()
  })
  const database = await openDatabase(settings)
  const worker = startWorker(processEnvironment(settings, database.urls))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(worker))
  const how = await worker.ended
  await database.stop()
  process.exit(how === 0 ? 0 : 1)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

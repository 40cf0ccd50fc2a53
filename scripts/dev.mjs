// `npm run dev`: like `npm start`, but pages are built when asked for and the worker starts again after every change.
import { bundleOptions } from './build.mjs'
import { demoSignIn } from './demo.mjs'
import { holdPortal } from './hold-portal.mjs'
import { installMissing, withCheckout } from './install.mjs'
import { openDatabase } from './open-database.mjs'
import { startWeb, startWorker, stop } from './processes.mjs'
import { processEnvironment, readSettings } from './settings.mjs'

try {
  const settings = readSettings()
  const release = await holdPortal(settings)
  await withCheckout(installMissing)
  const database = await openDatabase(settings)
  const env = { ...processEnvironment(settings, database.urls), NODE_ENV: 'development' }
  const webEnv = { ...env, WORKER_DATABASE_URL: '' } // not left out: Next fills in from .env what is missing
  const bundles = await watchWorker(env)
  const demo = await demoSignIn(settings, database.ownerUrl, env)
  if (demo) console.log(`Sign in as ${demo.email} with the password ${demo.password}`)
  const web = startWeb('dev', webEnv)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(web))
  await web.ended
  await bundles.end()
  await database.stop()
  release()
  process.exit(0)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

/** Resolves after the first bundle. */
async function watchWorker(env) {
  const { context } = await import('esbuild')
  let worker
  const restart = async ({ errors }) => {
    if (errors.length > 0) return
    if (worker) await stop(worker)
    worker = startWorker(env)
  }
  const plugin = { name: 'restart', setup: (build) => build.onEnd(restart) }
  const bundles = await context(bundleOptions({ plugins: [plugin], sourcemap: 'inline' }))
  await bundles.rebuild()
  await bundles.watch()
  return {
    end: async () => {
      await bundles.dispose()
      if (worker) await stop(worker)
    },
  }
}

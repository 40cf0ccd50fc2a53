import 'server-only'
import { checkEnvironment, env } from '@/lib/env'
import { log } from '@/lib/log'
import { readLanguages } from '@/lib/reader'
import { type RunningWorker, runWorker } from './run-worker'

const HARD_STOP_MS = 4_500

/** The worker process: `npm start` runs one beside the web, `npm run worker` runs any number on any machine. */
async function main(): Promise<void> {
  checkEnvironment(['APP_DATABASE_URL'])
  readLanguages()
  const worker = await runWorker({
    databaseUrl: env.WORKER_DATABASE_URL,
    appUrl: env.APP_URL,
    appSecret: env.APP_SECRET,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
  })
  stopOnce(worker)
  log.info({ isMailConfigured: Boolean(env.SMTP_URL) }, 'worker ready')
  process.send?.({ type: 'ready' })
  await worker.ended
}

/** Ends cleanly on a signal, and when the launcher goes away without sending one: the channel to it closes with it. */
function stopOnce(worker: RunningWorker): void {
  let isStopping = false
  const stop = (why: string) => {
    if (isStopping) return
    isStopping = true
    log.info({ why }, 'worker stopping')
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref()
    worker.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'worker did not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  if (process.send) process.on('disconnect', () => stop('the launcher is gone'))
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'worker ended')
  process.exit(1)
})

import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { lossIn } from '@/db/outage'
import { checkEnvironment, env, takeInFiles } from '@/lib/env'
import { fileStore } from '@/lib/files/store'
import { log } from '@/lib/log'
import { readLanguages } from '@/lib/reader'
import { type RunningWorker, runWorker } from './run-worker'

const HARD_STOP_MS = 4_500

const REST_MS = 500

/** The worker process: `npm start` runs one beside the web, `npm run worker` runs any number on any machine. */
async function main(): Promise<void> {
  takeInFiles()
  checkEnvironment(['APP_DATABASE_URL'])
  fileStore() // says what its address lacks
  readLanguages()
  const present: { worker?: RunningWorker } = {}
  stopOnce(present)
  process.on('unhandledRejection', survive)
  process.on('uncaughtException', survive)
  do {
    present.worker = await startedWorker()
    log.info({ isMailConfigured: Boolean(env.SMTP_URL) }, 'worker ready')
    process.send?.({ type: 'ready' })
  } while ((await present.worker.ended) === 'lost')
}

/** A database that is away is waited for; anything else that is wrong ends the process. */
async function startedWorker(): Promise<RunningWorker> {
  for (let turn = 0; ; turn++) {
    try {
      return await runWorker({
        databaseUrl: env.WORKER_DATABASE_URL,
        appUrl: env.APP_URL,
        appSecret: env.APP_SECRET,
        smtpUrl: env.SMTP_URL ?? null,
        mailFrom: env.MAIL_FROM,
        allowsPrivate: env.WEBHOOK_PRIVATE === 'allow',
      })
    } catch (error) {
      if (!lossIn(error)) throw error
      if (turn === 0) log.warn({ err: error }, 'the database does not answer: waiting for it')
      await sleep(REST_MS)
    }
  }
}

/**
 * The driver lets errors of connections that break while they are being opened go unheard, and rolls back over sockets that are gone.
 * Both mean a lost database, after which the worker begins anew; anything else ends the process.
 */
function survive(error: unknown): void {
  if (!lossIn(error) && !isSlipOfDriver(error)) {
    log.fatal({ err: error }, 'worker ended')
    process.exit(1)
  }
  log.warn({ err: error }, 'a connection to the database broke')
}

const isSlipOfDriver = (error: unknown) =>
  error instanceof TypeError && /node_modules[\\/]postgres[\\/]/.test(error.stack ?? '')

/** Ends cleanly on a signal, and when the launcher goes away without sending one: the channel to it closes with it. */
function stopOnce(present: { worker?: RunningWorker }): void {
  let isStopping = false
  const stop = (why: string) => {
    if (isStopping) return
    isStopping = true
    log.info({ why }, 'worker stopping')
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref()
    Promise.resolve(present.worker?.stop()).then(
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

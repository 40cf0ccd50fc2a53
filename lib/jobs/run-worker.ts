import 'server-only'
import { Logger, type LogLevel, parseCronItems, run } from 'graphile-worker'
import { startSealing } from '@/lib/audit/seal'
import { log } from '@/lib/log'
import { openPostOffice } from '@/lib/mail/send'
import { type Pulse, startPulse } from './pulse'
import { taskList } from './tasks'
import { openWorkerDatabase, refuseUnsafeRole } from './worker-database'

export interface WorkerSettings {
  readonly databaseUrl: string
  readonly appUrl: string
  readonly appSecret: string
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly concurrency?: number
  readonly pollIntervalMs?: number
  readonly beatMs?: number
  readonly sealMs?: number
}

export interface RunningWorker {
  /** Takes no more jobs, lets running ones end (3 seconds, then they are given up and tried again later), closes everything. */
  stop(): Promise<void>
  /** Settles when the worker has ended, by itself or by `stop`. */
  readonly ended: Promise<void>
}

/** Times are UTC. Missed runs of the purge and the sweep are made up for. */
const TIMETABLE = [
  {
    task: 'mail.retry',
    match: '* * * * *',
    options: { backfillPeriod: 0, jobKey: 'mail.retry', maxAttempts: 1 },
  },
  {
    task: 'organization.purge',
    match: '47 * * * *',
    options: { backfillPeriod: 3_600_000, jobKey: 'organization.purge' },
  },
  {
    task: 'sweep.daily',
    match: '17 3 * * *',
    options: { backfillPeriod: 86_400_000, jobKey: 'sweep.daily' },
  },
]

/** Starts taking jobs. Throws where the database cannot be reached, or the role is one that the walls do not hold. */
export async function runWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const sql = openWorkerDatabase(settings.databaseUrl)
  const postOffice = settings.smtpUrl ? openPostOffice(settings.smtpUrl, settings.mailFrom) : null
  const closing: (() => unknown)[] = [() => postOffice?.close(), () => sql.end({ timeout: 2 })]
  const close = async () => {
    for (const step of closing) await step()
  }
  try {
    await refuseUnsafeRole(sql)
    const pulse = await startPulse(settings.databaseUrl, sql, settings.beatMs)
    closing.unshift(() => pulse.stop())
    const sealing = startSealing(sql, settings.appSecret, settings.sealMs)
    closing.unshift(() => sealing.stop())
    const runner = await run({
      connectionString: settings.databaseUrl,
      taskList: taskList({ sql, postOffice, appUrl: settings.appUrl, appSecret: settings.appSecret }),
      parsedCronItems: parseCronItems(TIMETABLE),
      concurrency: settings.concurrency ?? 5,
      maxPoolSize: (settings.concurrency ?? 5) + 2,
      pollInterval: settings.pollIntervalMs ?? 2_000,
      noHandleSignals: true, // `worker.ts` listens for them, once
      gracefulShutdownAbortTimeout: 3_000,
      logger: new Logger(toLog),
      preset: { plugins: [holdsLocks(pulse)] },
    })
    const ended = runner.promise.finally(close)
    ended.catch(() => {}) // who stops the worker hears of it there
    return { ended, stop: () => runner.stop().then(() => ended) }
  } catch (error) {
    await close()
    throw error
  }
}

function holdsLocks(pulse: Pulse): GraphileConfig.Plugin {
  return {
    name: 'MusterPulsePlugin',
    version: '1',
    worker: { hooks: { startWorker: (_info, { worker }) => pulse.hold(worker.workerId) } },
  }
}

function toLog(scope: { label?: string; workerId?: string; taskIdentifier?: string; jobId?: string }) {
  const { label, ...about } = scope
  return (
    level: LogLevel | `${LogLevel}`,
    message: string,
    meta?: { job?: { id?: string; task_identifier?: string } },
  ) => {
    const job = meta?.job ? { jobId: meta.job.id, task: meta.job.task_identifier } : {}
    const severity = level === 'warning' ? 'warn' : level
    log[severity]({ ...about, ...job }, message)
  }
}

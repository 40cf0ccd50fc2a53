import 'server-only'
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type LogLevel, parseCronItems, run } from 'graphile-worker'
import { lossIn } from '@/db/outage'
import { startSealing } from '@/lib/audit/seal'
import { log } from '@/lib/log'
import { patiently } from '@/lib/mail/patience'
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
  /** Whether webhooks may go to this machine and to private networks. */
  readonly allowsPrivate?: boolean
  readonly webhookTimeoutMs?: number
  readonly concurrency?: number
  readonly pollIntervalMs?: number
  readonly beatMs?: number
  readonly sealMs?: number
}

export interface RunningWorker {
  /** Takes no more jobs, lets running ones end (3 seconds, then they are given up and tried again later), closes everything. */
  stop(): Promise<void>
  /**
   * How the worker has ended: by `stop`, or because it lost its database, which answers again by now. graphile-worker goes on after a
   * loss with fewer and fewer hands and with jobs that nobody works on, so then another worker has to be run.
   */
  readonly ended: Promise<'stopped' | 'lost'>
}

const HUNG_MS = 20_000
/** How many receivers of webhooks are asked at once. */
const OUTGOING_HANDS = 4
const CLOSING_MS = 3_000

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
    task: 'app.purge',
    match: '29 * * * *',
    options: { backfillPeriod: 3_600_000, jobKey: 'app.purge' },
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
    // What waits for an answer over a connection that broke waits for ever.
    for (const step of closing)
      await Promise.race([step(), sleep(CLOSING_MS, undefined, { ref: false })]).catch(() => {})
  }
  try {
    await refuseUnsafeRole(sql)
    const pulse = await startPulse(settings.databaseUrl, sql, settings.beatMs)
    closing.unshift(() => pulse.stop())
    const sealing = startSealing(sql, settings.appSecret, settings.sealMs)
    closing.unshift(() => sealing.stop())
    const events = new EventEmitter()
    const context = { ...settings, sql, postOffice, allowsPrivate: settings.allowsPrivate ?? false }
    const shared = {
      events,
      connectionString: settings.databaseUrl,
      pollInterval: settings.pollIntervalMs ?? 2_000,
      noHandleSignals: true, // `worker.ts` listens for them, once
      gracefulShutdownAbortTimeout: 3_000,
      logger: new Logger(toLog),
      preset: { plugins: [holdsLocks(pulse)] },
    }
    const hands = settings.concurrency ?? 5
    const runners = await Promise.all([
      run({
        ...shared,
        taskList: taskList(context, 'rest'),
        parsedCronItems: parseCronItems(TIMETABLE),
        concurrency: hands,
        maxPoolSize: hands + 2,
      }),
      run({
        ...shared,
        taskList: taskList(context, 'outgoing'),
        parsedCronItems: [],
        concurrency: OUTGOING_HANDS,
        maxPoolSize: OUTGOING_HANDS,
      }),
    ])
    const stop = () => Promise.all(runners.map((runner) => runner.stop()))
    let how: 'stopped' | 'lost' = 'stopped'
    onLoss(events, async () => {
      how = 'lost'
      log.warn('the database was lost: what is under way comes to its end, then the worker begins anew')
      await patiently(() => sql`select 1`)
      // What hangs on the connection that broke would hold this up for ever: then the process ends, and is started again.
      const hung = setTimeout(() => process.exit(1), HUNG_MS).unref()
      await stop()
      clearTimeout(hung)
    })
    const ended = Promise.all(runners.map((runner) => runner.promise))
      .finally(close)
      .then(() => how)
    ended.catch(() => {}) // who stops the worker hears of it there
    return { ended, stop: () => stop().then(() => ended.then(() => {})) }
  } catch (error) {
    await close()
    throw error
  }
}

/** Calls `act` at the first sign that the connection to the database broke. */
function onLoss(events: EventEmitter, act: () => Promise<void>): void {
  let hasActed = false
  const look = ({ error }: { error?: unknown }) => {
    if (hasActed || !isLoss(error)) return
    hasActed = true
    act().catch((failure: unknown) => log.error({ err: failure }, 'the worker could not begin anew'))
  }
  for (const event of ['worker:getJob:error', 'worker:fatalError', 'pool:listen:error'])
    events.on(event, look)
}

/** graphile-worker's driver has no code for a connection that ends. */
const isLoss = (error: unknown) =>
  lossIn(error) !== undefined ||
  (error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error)/.test(error.message))

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

import 'server-only'
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import postgres from 'postgres'
import { log } from '@/lib/log'
import { shortBackoff, type WorkerDatabase } from './worker-database'

const BEAT_MS = 3_000

/**
 * A worker's sign of life: an advisory lock for the process and one for each of its job takers, all held by one session. The
 * session ends with the process, however it ends, so a lock that is free tells every other worker that its jobs were left behind.
 */
export interface Pulse {
  /** Takes the lock of a job taker. Must have come back before that taker takes its first job. */
  hold(takerId: string): Promise<void>
  stop(): Promise<void>
}

export async function startPulse(url: string, sql: WorkerDatabase, beatMs = BEAT_MS): Promise<Pulse> {
  const processId = `${hostname()}:${process.pid}:${randomBytes(6).toString('hex')}`
  const session = openSession(url)
  const held = new Set([processId])
  let sessionPid = 0

  const beat = async () => {
    const pid = await backendPid(session)
    // Another session answered: the old one broke off and took its locks along.
    // Its end may not have noticed yet and hold them still, so this tries again at the next beat rather than wait.
    if (pid !== sessionPid) sessionPid = (await takeLocks(session, held)) ? pid : 0
    await sql`select worker_beat(${processId})`
    const buried = await sql`select worker_bury() as id`
    if (buried.length > 0) await freeJobsOfTheDead(sql)
  }
  await beat()
  await freeJobsOfTheDead(sql)

  let beating = Promise.resolve()
  const timer = setInterval(() => {
    beating = beating.then(beat).catch((error: unknown) => log.warn({ err: error }, 'a heartbeat was missed'))
  }, beatMs)

  return {
    async hold(takerId) {
      held.add(takerId)
      await takeLocks(session, [takerId])
    },
    async stop() {
      clearInterval(timer)
      await beating
      await sql`select worker_rest(${processId})`.catch(() => {})
      await session.end({ timeout: 2 })
    },
  }
}

/** Frees the jobs of workers whose lock is gone; graphile-worker alone would leave them locked for four hours. */
export async function freeJobsOfTheDead(sql: WorkerDatabase): Promise<string[]> {
  // One statement, so one transaction: the locks of the dead are held until their jobs are free.
  const rows = await sql<{ id: string }[]>`
    with takers as materialized (
      select locked_by as id from graphile_worker._private_jobs where locked_at is not null
      union select locked_by from graphile_worker._private_job_queues where locked_at is not null),
    dead as materialized (
      select id from takers where id is not null and pg_try_advisory_xact_lock(hashtextextended('muster worker ' || id, 0))),
    freed as materialized (
      select graphile_worker.force_unlock_workers(array(select id from dead)) where exists (select from dead))
    select id, (select count(*) from freed) as freed from dead`
  const dead = rows.map(({ id }) => id)
  if (dead.length > 0) log.warn({ workers: dead }, 'freed the jobs of workers that died')
  return dead
}

/** One connection, kept for life: the driver would otherwise replace it now and then, and the locks would go with it. */
function openSession(url: string): WorkerDatabase {
  return postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: 0,
    backoff: shortBackoff,
    onnotice: () => {},
    connection: { application_name: 'muster-worker-pulse' },
  })
}

async function backendPid(session: WorkerDatabase): Promise<number> {
  const [row] = await session<{ pid: number }[]>`select pg_backend_pid() as pid`
  return row?.pid ?? 0
}

/** Tries to take all of these locks, and says whether it got them. */
async function takeLocks(session: WorkerDatabase, ids: Iterable<string>): Promise<boolean> {
  const answers = await session<{ isOurs: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended('muster worker ' || id, 0)) as "isOurs" from unnest(${[...ids]}::text[]) id`
  return answers.every(({ isOurs }) => isOurs)
}

import 'server-only'
import { log } from '@/lib/log'
import type { WorkerDatabase } from './worker-database'

/** Deletes what nobody can use any more: dead sessions, used links, old rate limits, bodies of old mails, jobs long given up. */
export async function sweepDaily(sql: WorkerDatabase): Promise<void> {
  const [row] = await sql<{ swept: unknown }[]>`select worker_sweep() as swept`
  const jobs = await sql`
    delete from graphile_worker._private_jobs
     where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '30 days'`
  log.info({ swept: row?.swept, jobs: jobs.count }, 'swept')
}

import 'server-only'
import { log } from '@/lib/log'
import type { WorkerDatabase } from './worker-database'

/**
 * Deletes what nobody can use any more: dead sessions, used links, old rate limits, bodies of old mails, jobs long given up. Says whose tokens
 * are about to end.
 */
export async function sweepDaily(sql: WorkerDatabase): Promise<void> {
  const [row] = await sql<{ swept: unknown }[]>`select worker_sweep() as swept`
  const jobs = await sql`
    delete from graphile_worker._private_jobs
     where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '30 days'`
  const [reminded] = await sql<{ n: number }[]>`select worker_remind_of_tokens() as n`
  log.info({ swept: row?.swept, jobs: jobs.count, tokensEnding: reminded?.n }, 'swept')
}

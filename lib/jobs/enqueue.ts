import 'server-only'
import type { Connection } from '@/db/client'
import type { Closing } from '@/db/tenant'
import type { Job } from './table'

/** The statement that adds jobs to the queue in the transaction of the change that asks for them, all at once. */
export function enqueueJobs(sql: Connection, jobs: Job[]): Closing {
  return jobs.length === 0 ? [] : [sql`select enqueue_many(${JSON.stringify(jobs)}::text::jsonb)`]
}

import 'server-only'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'

/** What the worker does when the time of a viewing is over. One that was stopped, or begun anew, is left alone. */
export async function endViewing(sql: WorkerDatabase, sessionId: string): Promise<void> {
  await sql`select worker_end_viewing(${sessionId}::uuid)`
}

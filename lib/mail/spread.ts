import 'server-only'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'
import { batchMailJob } from './mail-job'
import type { SpreadJob } from './schemas'

/** Puts a mail for each of these invitations into the queue, where each is tried and tried again by itself. Twice is once. */
export async function spreadMails(
  sql: WorkerDatabase,
  { orgId, batchId, invitationIds }: SpreadJob,
): Promise<void> {
  const jobs = invitationIds.map((invitationId) => batchMailJob(orgId, batchId, invitationId))
  await sql`select enqueue_many(${JSON.stringify(jobs)}::text::jsonb)`
}

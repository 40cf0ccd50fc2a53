import 'server-only'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'
import { type PostOffice, UNREACHABLE } from './send'

/**
 * When the mail server answers again, what waited for it goes out now instead of at the end of a delay that grew for hours. Also
 * wakes the mails whose attempts ran out while it was away: an outage loses none. Gives how many were woken.
 */
export async function retryWaitingMails(sql: WorkerDatabase, postOffice: PostOffice | null): Promise<number> {
  if (!postOffice) return 0
  const waiting = await sql<{ id: string }[]>`
    select j.id::text from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'mail.send' and j.locked_at is null and j.last_error like ${`${UNREACHABLE}%`}
       and (j.attempts >= j.max_attempts or j.run_at > now() + interval '20 seconds')
     limit 1000`
  if (waiting.length === 0 || !(await postOffice.answers())) return 0
  const ids = waiting.map(({ id }) => id)
  await sql`select graphile_worker.reschedule_jobs(${ids}::bigint[], run_at => now(), attempts => 0)`
  return ids.length
}

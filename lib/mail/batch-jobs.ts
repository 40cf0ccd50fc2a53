import 'server-only'
import { type Job, job } from '@/lib/jobs/table'
import { BATCH_PRIORITY } from './mail-job'
import { MAILS_A_JOB } from './schemas'

/** The jobs that mail a batch: one for many, since as many jobs as mails would take longer to write than the invitations. */
export function batchJobs(orgId: string, batchId: string, invitationIds: string[]): Job[] {
  const jobs: Job[] = []
  for (let at = 0; at < invitationIds.length; at += MAILS_A_JOB)
    jobs.push(
      job(
        'mail.spread',
        { orgId, batchId, invitationIds: invitationIds.slice(at, at + MAILS_A_JOB) },
        { priority: BATCH_PRIORITY },
      ),
    )
  return jobs
}

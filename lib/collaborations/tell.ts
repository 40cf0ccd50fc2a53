import 'server-only'
import type { Connection } from '@/db/client'
import type { Closing } from '@/db/tenant'
import type { Job } from '@/lib/jobs/table'
import { mailJob } from '@/lib/mail/mail-job'

/**
 * What follows where shares were written or are sent again: a mail to each address and, where it has an account, a line in its bell. For
 * a command's outcome: `return { result, audit, ...tellOfShares(sql, account.id, [shareId]) }`. Gives nothing back about who has an account.
 */
export function tellOfShares(
  sql: Connection,
  orgId: string,
  shareIds: string[],
): { jobs: Job[]; closing: Closing } {
  if (shareIds.length === 0) return { jobs: [], closing: [] }
  return {
    jobs: shareIds.map((shareId) => mailJob({ template: 'app_share', orgId, shareId })),
    closing: [sql`select tell_shared(${shareIds}::uuid[])`],
  }
}

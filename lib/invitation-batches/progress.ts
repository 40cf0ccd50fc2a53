import 'server-only'
import type { Connection } from '@/db/client'
import { notFound } from '@/lib/errors'
import { query } from '@/lib/query'
import { BatchInput, FAILURES_AT_ONCE, FailedSearch, type Verdict } from './schemas'

export type Progress = {
  mails: number
  sent: number
  failed: number
  /** No mail server is set up: they wait with the operator, and links are handed over. */
  kept: number
  /** No longer needed when their turn came: answered, deleted or sent again meanwhile. */
  dropped: number
  waiting: number
  isOver: boolean
}

export type SentBatch = {
  id: string
  kind: 'invite' | 'resend' | 'renew'
  creatorName: string
  sentAt: Date
  message: string
  outcome: Partial<Record<Verdict, number>>
}

export type FailedMail = { id: string; invitationId: string; email: string; error: string | null }

type BatchRow = Omit<SentBatch, 'sentAt'> & { sentAt: string; mails: number }

/** How far the mails of a batch got. Cheap enough to be asked every other second. */
export const getBatchProgress = query({
  name: 'getBatchProgress',
  permission: 'invitation.view',
  input: BatchInput,
  run: async ({ sql, input }) => (await findBatch(sql, input.batchId)).progress,
})

/** What was sent in one go, how far its mails got, and a page of the addresses that the mail server refused, with its words. */
export const getInvitationBatch = query({
  name: 'getInvitationBatch',
  permission: 'invitation.view',
  input: BatchInput.extend(FailedSearch.shape),
  async run({ sql, input, account }) {
    const { batch, progress } = await findBatch(sql, input.batchId)
    const failed = await sql<FailedMail[]>`
      select mail_id as id, invitation_id as "invitationId", email, error
        from batch_failures(${batch.id}::uuid, ${input.after ?? null}::uuid, ${FAILURES_AT_ONCE + 1})`
    const page = failed.slice(0, FAILURES_AT_ONCE)
    return {
      handle: account.handle,
      organization: account.name,
      batch,
      progress,
      failed: page,
      nextFailed: failed.length > FAILURES_AT_ONCE ? (page.at(-1)?.id ?? null) : null,
    }
  },
})

async function findBatch(
  sql: Connection,
  batchId: string,
): Promise<{ batch: SentBatch; progress: Progress }> {
  const [[row], statuses] = await Promise.all([
    sql<[BatchRow?]>`
      select id, kind, creator_name as "creatorName", sent_at as "sentAt", message, coalesce(outcome, '{}') as outcome, mails
        from invitation_batches where org_id = current_tenant() and id = ${batchId}::uuid and state = 'sent'`,
    sql<{ status: string; mails: number }[]>`select status, mails from batch_mails(${batchId}::uuid)`,
  ])
  if (!row) throw notFound('batch of invitations')
  const { mails, ...batch } = row
  const of = (wanted: string) => statuses.find(({ status }) => status === wanted)?.mails ?? 0
  const ended = { sent: of('sent'), failed: of('failed'), kept: of('kept'), dropped: of('dropped') }
  const waiting = Math.max(0, mails - ended.sent - ended.failed - ended.kept - ended.dropped)
  return {
    batch: { ...batch, sentAt: new Date(batch.sentAt) },
    progress: { mails, ...ended, waiting, isOver: waiting === 0 },
  }
}

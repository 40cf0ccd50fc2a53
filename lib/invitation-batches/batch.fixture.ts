import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import type { Role } from '@/lib/permissions/rules'
import { draftInvitations } from './commands'
import { getInvitationBatch } from './progress'
import { checkInvitationDraft } from './queries'
import { type LinesSearch, LinesSearch as Search } from './schemas'
import { sendInvitationBatch } from './send'

let serial = 0
/** An address that nobody has. */
export const fresh = () => `batch-${process.pid}-${Date.now()}-${serial++}@example.test`
export const freshOnes = (count: number) => Array.from({ length: count }, fresh)

type Given = { by?: Persona; role?: Role; again?: 'yes' | 'no' }

/** Keeps a list as a draft, as the organization's Admin, and gives its id. */
export async function draft(place: Place, text: string, { by, role, again }: Given = {}): Promise<string> {
  const { caller } = by ?? place.admin
  const { batchId } = await draftInvitations(caller, place.account, {
    text,
    role: role ?? 'team_contributor',
    again,
  })
  return batchId
}

export const check = (place: Place, batchId: string, search: Partial<LinesSearch> = {}, by?: Persona) =>
  checkInvitationDraft((by ?? place.admin).caller, place.account, { batchId, ...Search.parse(search) })

export const send = (place: Place, batchId: string, message = '', by?: Persona) =>
  sendInvitationBatch((by ?? place.admin).caller, place.account, { batchId, message })

export const batchOf = (place: Place, batchId: string) =>
  getInvitationBatch(place.admin.caller, place.account, { batchId })

/** An organization that is no longer new. */
export async function settle(place: Place): Promise<void> {
  await ownerSql()`update organizations set created_at = now() - interval '8 days' where org_id = ${place.id}`
}

export async function invitationsOf(place: Place) {
  return ownerSql()`select * from invitations where org_id = ${place.id} order by email_normalized`
}

/** The jobs that wait to mail a batch. */
export async function spreadJobs(batchId: string) {
  const rows = await ownerSql()<{ payload: { orgId: string; batchId: string; invitationIds: string[] } }[]>`
    select payload from graphile_worker._private_jobs where payload ->> 'batchId' = ${batchId} order by id`
  return rows.map(({ payload }) => payload)
}

import 'server-only'
import type { Connection } from '@/db/client'
import type { Person } from '@/lib/actor'
import { conflict, notFound } from '@/lib/errors'
import { words } from '@/messages/words'

export type Draft = {
  id: string
  state: 'draft' | 'sent'
  message: string
  isAgain: boolean
  createdAt: string
}
type Asking = { sql: Connection; person: Person; input: { batchId: string } }

/** A draft of one's own in the entered organization, sent or not. Throws `not_found`. */
export async function findDraft({ sql, person, input }: Asking): Promise<Draft> {
  const [draft] = await sql<[Draft?]>`
    select id, state, message, is_again as "isAgain", created_at as "createdAt" from invitation_batches
     where org_id = current_tenant() and id = ${input.batchId}::uuid and created_by = ${person.id}::uuid and kind = 'invite'
       and state <> 'discarded'`
  if (!draft) throw notFound('draft')
  return draft
}

/** The same, locked: mending and sending one draft come one after the other. */
export async function lockBatch(asking: Asking): Promise<Draft> {
  await asking.sql`
    select 1 from invitation_batches where org_id = current_tenant() and id = ${asking.input.batchId}::uuid for no key update`
  return findDraft(asking)
}

/** The same, to change it. Throws `conflict` where it was sent already. */
export async function lockDraft(asking: Asking): Promise<Draft> {
  const draft = await lockBatch(asking)
  if (draft.state === 'sent') throw conflict(words('batches.sentAlready'))
  return draft
}

import 'server-only'
import type { Connection } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { command } from '@/lib/command'
import { conflict, notFound, unauthenticated } from '@/lib/errors'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { enteredAsOneself, type Oneself } from '@/lib/permissions/as-oneself'
import type { Entered } from '@/lib/permissions/facts'
import { words } from '@/messages/words'
import { type Held, type HeldRow, heldOf } from './find'
import { type Given, givenNow, type Offer } from './giver'
import { refusal, type Verdict } from './refusal'
import { AnswerShareInput } from './schemas'

type Answer = 'accepted' | 'declined'
type Answered = Offer & {
  id: string
  email: string
  offeredBy: string
  offererName: string
  app: string
  appHandle: string
  owner: string
  handle: string
}
type Row = { outcome: Verdict; held: HeldRow; person: Oneself; share: Answered | null }
type EnteredByShare = Entered & {
  share: Answered
  given: Given
  /** What the person had on the app before. */
  held: Held | null
  isRepeated: boolean
}

/**
 * Makes the caller a collaborator of the app that was shared with them, with as much of what was offered as its giver may still give, in
 * the place of what they had there. By the secret of any live link, or by id; either way only for the person whose proved address it was
 * offered to. Saying it twice is no error and gives the same result. The account argument is not used.
 * Throws `forbidden` (another account, an address not proved), `expired`, `conflict` (ended, answered, one's own app), `not_found`.
 */
export const acceptShare = command({
  name: 'acceptShare',
  permission: 'collaboration.answer',
  input: AnswerShareInput,
  enter: (sql, actor, _account, input, change) => answer(sql, actor, input, 'accepted', change),
  async run({ share, given, held, isRepeated, person }) {
    const { app, owner, appHandle, handle } = share
    const result = { app, owner, appHandle, handle, leftOut: isRepeated ? [] : given.leftOut }
    if (isRepeated) return { result, audit: [] }
    const accepted = {
      event: 'collaborator.accepted' as const,
      target: { kind: 'collaborator', id: person.id, name: nameOf(person) },
      ...(held ? { before: { scopes: held.scopes, until: held.until?.toISOString() ?? null } } : {}),
      after: {
        app,
        scopes: given.scopes,
        until: given.until?.toISOString() ?? null,
        share: share.id,
        by: share.offererName,
        ...(given.leftOut.length > 0 ? { leftOut: given.leftOut } : {}),
      },
    }
    return { result, audit: [accepted], notices: [toOfferer(share, 'accepted', nameOf(person))] }
  },
})

/** Turns a share down; it ends, and whoever offered it is told. Conditions and errors as for accepting. */
export const declineShare = command({
  name: 'declineShare',
  permission: 'collaboration.answer',
  input: AnswerShareInput,
  enter: (sql, actor, _account, input, change) => answer(sql, actor, input, 'declined', change),
  async run({ share, isRepeated, person }) {
    const result = { app: share.app, owner: share.owner }
    if (isRepeated) return { result, audit: [] }
    const declined = {
      event: 'collaborator.declined' as const,
      target: { kind: 'share', id: share.id, name: share.email },
      before: { state: 'pending' },
      after: { state: 'declined', app: share.app },
    }
    return { result, audit: [declined], notices: [toOfferer(share, 'declined', nameOf(person))] }
  },
})

/** Locks the share and all that decides, asks the rules what of it holds, then claims it and enters its account. */
async function answer(
  sql: Connection,
  actor: Actor,
  input: AnswerShareInput,
  given: Answer,
  change: string,
): Promise<EnteredByShare> {
  if (actor.kind !== 'person') throw unauthenticated()
  const hash = input.token ? hashLinkSecret(input.token) : null
  if (input.token && !hash) throw notFound('share')
  const [{ row }] = await sql<[{ row: Row }]>`
    select begin_share_answer(${actor.userId}::uuid, ${actor.sessionId}::uuid, ${hash}::bytea, ${input.shareId ?? null}::uuid, ${given}) as row`
  if (row.outcome === 'unauthenticated') throw unauthenticated()
  if (row.outcome === 'unknown' || !row.share) throw notFound('share')
  const { share, outcome, person } = row
  const now = givenNow(share)
  const answered = { ...enteredAsOneself(actor, person), share, given: now, held: heldOf(row.held) }
  if (outcome === 'already') return { ...answered, isRepeated: true }
  if (outcome !== 'pending') throw refusal(outcome, share, person.email)
  if (given === 'accepted' && now.scopes.length === 0) throw refusal('void', share, person.email)
  await write(sql, actor, share, given, now, change)
  return { ...answered, isRepeated: false }
}

async function write(
  sql: Connection,
  actor: Actor & { kind: 'person' },
  { id }: Answered,
  given: Answer,
  { scopes, until }: Given,
  change: string,
): Promise<void> {
  const [row] = await sql<[{ done: boolean }]>`
    select answer_share(${actor.userId}::uuid, ${actor.sessionId}::uuid, ${id}::uuid, ${given}, ${scopes}::text[],
                        ${until?.toISOString() ?? null}::timestamptz, ${change}::uuid) as done`
  if (!row.done) throw conflict(words('collaborations.answer.changedMeanwhile'))
}

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`

const toOfferer = (
  { id, orgId, offeredBy, app, appHandle, handle }: Answered,
  given: Answer,
  by: string,
) => ({
  userId: offeredBy,
  orgId,
  kind: `share.${given}` as const,
  subjectId: id,
  detail: { by, app, handle, appHandle },
})

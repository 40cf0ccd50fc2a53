import 'server-only'
import type { Connection } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { type CommandContext, command } from '@/lib/command'
import { type AppError, conflict, expired, forbidden, notFound, unauthenticated } from '@/lib/errors'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { mailJob } from '@/lib/mail/mail-job'
import { enteredAsOneself, type Oneself } from '@/lib/permissions/as-oneself'
import type { Entered } from '@/lib/permissions/facts'
import type { Role } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { maskEmail } from './mask-email'
import { AnswerInput } from './schemas'

type Answered = {
  id: string
  orgId: string
  email: string
  role: Role
  invitedBy: string
  inviterName: string
  organization: string
  handle: string
}
type Answer = 'accepted' | 'declined'
type Verdict =
  | 'done'
  | 'already'
  | 'unauthenticated'
  | 'unknown'
  | 'wrong_account'
  | 'unverified'
  | 'replaced'
  | 'gone'
  | 'accepted'
  | 'declined'
  | 'revoked'
  | 'void'
  | 'expired'
type Row = {
  outcome: Verdict
  /** The membership that began; null where the person was a member already. */
  memberId: string | null
  /** The teams that were joined, and those that were promised and are gone, by name. */
  teams: { joined: string[]; leftOut: string[] } | null
  person: Oneself
  invitation: Answered | null
}
type EnteredByInvitation = Entered & {
  invitation: Answered
  memberId: string | null
  teams: { joined: string[]; leftOut: string[] }
  isRepeated: boolean
}

/**
 * Makes the caller a member with the role they were invited as. By the secret of any live link, or by id; either way only for the
 * person whose proved address was invited. Saying it twice is no error and gives the same result. The account argument is not used.
 * Throws `forbidden` (another account, an address not proved), `expired`, `conflict` (ended, answered), `not_found`.
 */
export const acceptInvitation = command({
  name: 'acceptInvitation',
  permission: 'invitation.answer',
  input: AnswerInput,
  enter: (sql, actor, _account, input, change) => answer(sql, actor, input, 'accepted', change),
  async run({ invitation, memberId, teams, isRepeated, person }) {
    const result = {
      organization: invitation.organization,
      handle: invitation.handle,
      role: invitation.role,
      wasMember: memberId === null && !isRepeated,
      /** How many of the teams that were promised are gone since. */
      teamsLeftOut: teams.leftOut.length,
    }
    if (isRepeated) return { result, audit: [] }
    const joined = {
      event: 'member.joined' as const,
      target: { kind: 'member', id: person.id, name: `${person.firstName} ${person.lastName}` },
      after: {
        role: invitation.role,
        invitation: invitation.id,
        ...(teams.joined.length > 0 ? { teams: teams.joined } : {}),
        ...(teams.leftOut.length > 0 ? { teamsLeftOut: teams.leftOut } : {}),
      },
    }
    return {
      result,
      audit: [answeredEntry(invitation, 'accepted'), ...(memberId === null ? [] : [joined])],
      ...toInviter(invitation, 'accepted', `${person.firstName} ${person.lastName}`),
    }
  },
})

/** Turns an invitation down; it ends, and its inviter is told. Conditions and errors as for accepting. */
export const declineInvitation = command({
  name: 'declineInvitation',
  permission: 'invitation.answer',
  input: AnswerInput,
  enter: (sql, actor, _account, input, change) => answer(sql, actor, input, 'declined', change),
  async run({ invitation, isRepeated, person }: CommandContext<AnswerInput, EnteredByInvitation>) {
    const result = { organization: invitation.organization }
    if (isRepeated) return { result, audit: [] }
    return {
      result,
      audit: [answeredEntry(invitation, 'declined')],
      ...toInviter(invitation, 'declined', `${person.firstName} ${person.lastName}`),
    }
  },
})

/** Claims the invitation and enters its tenant, in one statement (SQL function `answer_invitation`). */
async function answer(
  sql: Connection,
  actor: Actor,
  input: AnswerInput,
  given: Answer,
  change: string,
): Promise<EnteredByInvitation> {
  if (actor.kind !== 'person') throw unauthenticated()
  const hash = input.token ? hashLinkSecret(input.token) : null
  if (input.token && !hash) throw notFound('invitation')
  const [{ row }] = await sql<[{ row: Row }]>`
    select answer_invitation(${actor.userId}::uuid, ${actor.sessionId}::uuid, ${hash}::bytea, ${input.invitationId ?? null}::uuid, ${given}, ${change}::uuid) as row`
  if (row.outcome === 'unauthenticated') throw unauthenticated()
  if (row.outcome === 'unknown' || !row.invitation) throw notFound('invitation')
  if (row.outcome !== 'done' && row.outcome !== 'already')
    throw refusal(row.outcome, row.invitation, row.person.email)
  return {
    ...enteredAsOneself(actor, row.person),
    invitation: row.invitation,
    memberId: row.memberId,
    teams: row.teams ?? { joined: [], leftOut: [] },
    isRepeated: row.outcome === 'already',
  }
}

function refusal(
  why: Exclude<Verdict, 'done' | 'already' | 'unauthenticated' | 'unknown'>,
  { inviterName, organization, email }: Answered,
  own: string,
): AppError {
  switch (why) {
    case 'wrong_account':
      return forbidden(
        words('invitations.answer.thisInvitationIsMeantForAndYou', { email: maskEmail(email), own }),
        'invitation.answer',
      )
    case 'unverified':
      return forbidden(
        words('invitations.answer.confirmYourAddressFirstOnly', { email }),
        'invitation.answer',
      )
    case 'expired':
      return expired(words('invitations.answer.thisInvitationHasExpiredAskTo', { inviterName }))
    case 'replaced':
      return conflict(words('invitations.answer.aNewerInvitationReplacedThis'))
    case 'gone':
      return conflict(words('settings.deleted.invitationTitle', { organization }))
    case 'accepted':
      return conflict(words('invitations.answer.thisInvitationWasUsedAlreadyIf', { organization }))
    case 'declined':
      return conflict(words('invitations.answer.thisInvitationWasDeclinedIf', { inviterName }))
    case 'revoked':
      return conflict(
        words('invitations.answer.thisInvitationWasWithdrawnAsk', { inviterName, organization }),
      )
    case 'void':
      return conflict(
        words('invitations.answer.canNoLongerInviteToAskAnother', { inviterName, organization }),
      )
  }
}

const answeredEntry = ({ id, email, role }: Answered, given: Answer) => ({
  event: `invitation.${given}` as const,
  target: { kind: 'invitation', id, name: email },
  before: { state: 'pending' },
  after: { state: given, role },
})

function toInviter(
  { id, orgId, invitedBy, organization, handle, role }: Answered,
  given: Answer,
  by: string,
) {
  return {
    notices: [
      {
        userId: invitedBy,
        orgId,
        kind: `invitation.${given}` as const,
        subjectId: id,
        detail: { organization, handle, role, by },
      },
    ],
    jobs: [mailJob({ template: `invitation_${given}`, orgId, invitationId: id })],
  }
}

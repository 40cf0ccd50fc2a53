import { z } from 'zod'
import { ROLE_KEYS } from '@/db/schema/members'
import { chosenFields } from '@/lib/chosen'
import { PageSize } from '@/lib/page-size'
import { isStorable } from '@/lib/storable'
import { says } from '@/messages/words'

/** How many addresses one form may hold. */
export const MAX_ADDRESSES = 100
/** How many teams one invitation may join. */
export const MAX_TEAMS = 50

export const InviteMembersInput = z.object({
  emails: z
    .string(says('invitations.schemas.enterAtLeastOneEmailAddress'))
    .max(40_000, says('invitations.schemas.thatIsTooMuchTextInviteUpTo', { maxAddresses: MAX_ADDRESSES }))
    .refine((text) => text.trim() !== '', says('invitations.schemas.enterAtLeastOneEmailAddress')),
  role: z.enum(ROLE_KEYS, says('invitations.schemas.chooseOneOfTheRoles')),
  /** The teams that accepting joins. */
  teams: chosenFields.ids.refine(
    (teams) => teams.length <= MAX_TEAMS,
    says('teams.invited.tooMany', { max: MAX_TEAMS }),
  ),
})
export type InviteMembersInput = z.input<typeof InviteMembersInput>

/** What became of one address of the form. */
export type InviteResult = {
  /** As it was typed. */
  address: string
  outcome: 'invited' | 'member_already' | 'invited_already' | 'not_an_address' | 'refused'
  /** Says more, where there is more to say; always for `refused`. */
  reason: string | null
  /** The invitation that began, for who hands its link over themselves. */
  invitationId: string | null
}

/** One invitation, of the account that is entered. */
export const InvitationInput = z.object({
  invitationId: z.uuid(says('invitations.schemas.thisInvitationIsNotThereAny')),
})

/** The invitation somebody answers: by the secret of its link, or by its id where it stands in their own list. */
export const AnswerInput = z
  .object({ token: z.string().max(200).optional(), invitationId: z.uuid().optional() })
  .refine(
    (input) => Boolean(input.token) !== Boolean(input.invitationId),
    says('invitations.schemas.sayWhichInvitation'),
  )
export type AnswerInput = z.output<typeof AnswerInput>

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The address of a list of invitations. What does not fit falls back: a bad address shows a list, not an error. */
export const InvitationsSearch = z.object({
  q: z.preprocess(one, z.string().trim().max(100).refine(isStorable).optional().catch(undefined)),
  role: z.preprocess(one, z.enum(ROLE_KEYS).optional().catch(undefined)),
  status: z.preprocess(one, z.enum(['pending', 'expired']).optional().catch(undefined)),
  sort: z.preprocess(one, z.enum(['email', 'sent', 'expires', 'role']).catch('sent')),
  dir: z.preprocess(one, z.enum(['asc', 'desc']).catch('desc')),
  size: PageSize,
  cursor: z.preprocess(one, z.string().max(2000).refine(isStorable).optional().catch(undefined)),
})
export type InvitationsSearch = z.output<typeof InvitationsSearch>

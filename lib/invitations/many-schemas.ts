import { z } from 'zod'
import { chosenFields } from '@/lib/chosen'
import { InvitationsSearch } from './schemas'

/** What is done with many open invitations at once. */
export const DEEDS = ['resend', 'renew', 'revoke'] as const
export type Deed = (typeof DEEDS)[number]

const { q, role, status } = InvitationsSearch.shape

/** Which invitations: by id, or all that match the filters of their list. */
export const ManyInvitations = z.object({ ...chosenFields, q, role, status })
export type ManyInvitations = z.output<typeof ManyInvitations>

export const ReviewInput = ManyInvitations.extend({ do: z.enum(DEEDS) })

'use server'

import { action } from '@/lib/action'
import { acceptInvitation, declineInvitation } from './answer'
import { inviteMembers } from './commands'
import { copyInvitationLink, renewInvitation, resendInvitation, revokeInvitation } from './pending'

export const inviteMembersAction = action(inviteMembers)
export const resendInvitationAction = action(resendInvitation, {
  says: ({ email }) => `The invitation for ${email} goes out again. Earlier links work no more.`,
})
export const renewInvitationAction = action(renewInvitation, {
  says: ({ email }) => `The invitation for ${email} was renewed and goes out again.`,
})
export const copyInvitationLinkAction = action(copyInvitationLink)
export const revokeInvitationAction = action(revokeInvitation, {
  says: ({ email }) => `The invitation for ${email} was deleted. Its links work no more.`,
})
export const acceptInvitationAction = action(acceptInvitation, { goTo: ({ handle }) => `/${handle}` })
export const declineInvitationAction = action(declineInvitation, {
  says: ({ organization }) => `You declined the invitation to ${organization}. Whoever invited you is told.`,
})

'use server'

import { action } from '@/lib/action'
import { words } from '@/messages/words'
import { acceptInvitation, declineInvitation } from './answer'
import { inviteMembers } from './commands'
import { renewInvitations, resendInvitations, reviewInvitations, revokeInvitations } from './many'
import { copyInvitationLink, renewInvitation, resendInvitation, revokeInvitation } from './pending'

export const inviteMembersAction = action(inviteMembers)
export const resendInvitationAction = action(resendInvitation, {
  says: ({ email }) => words('invitations.actions.theInvitationForGoesOutAgain', { email }),
})
export const renewInvitationAction = action(renewInvitation, {
  says: ({ email }) => words('invitations.actions.theInvitationForWasRenewedAnd', { email }),
})
export const copyInvitationLinkAction = action(copyInvitationLink)
export const revokeInvitationAction = action(revokeInvitation, {
  says: ({ email }) => words('invitations.actions.theInvitationForWasDeletedIts', { email }),
})
export const reviewInvitationsAction = action(reviewInvitations, { isRead: true })
export const resendInvitationsAction = action(resendInvitations)
export const renewInvitationsAction = action(renewInvitations)
export const revokeInvitationsAction = action(revokeInvitations)
export const acceptInvitationAction = action(acceptInvitation, {
  goTo: ({ handle, teamsLeftOut }) => `/${handle}${teamsLeftOut > 0 ? `?teamsLeftOut=${teamsLeftOut}` : ''}`,
})
/** For where one stays on the page and is told. */
export const acceptInvitationHereAction = action(acceptInvitation, {
  says: ({ organization, teamsLeftOut }) =>
    words('notifications.reply.accepted', { organization }) +
    (teamsLeftOut > 0 ? ` ${words('teams.invited.leftOut', { count: teamsLeftOut })}` : ''),
})
export const declineInvitationAction = action(declineInvitation, {
  says: ({ organization }) => words('notifications.reply.declined', { organization }),
})

import type { FoundInvitation } from '@/lib/invitations/find'
import { words } from '@/messages/words'
import { AuthHeader } from '../shell/auth-header'
import { LinkButton } from '../ui/button'

/** A link that leads to no invitation. */
export function AnswerUnknown() {
  return (
    <>
      <AuthHeader title={words('invitations.answerEnded.thisLinkLeadsToNoInvitation')}>
        {words('invitations.answerEnded.perhapsAPartOfItGotLostOpenIt')}
      </AuthHeader>
      <LinkButton href="/" isFullWidth>
        {words('invitations.answerEnded.goToTheStartPage')}
      </LinkButton>
    </>
  )
}

/** An invitation that cannot be answered any more: which way it ended, and what to do. */
export function AnswerEnded({ state, invitation }: { state: EndedState; invitation: FoundInvitation }) {
  const { title, text } = wordsFor(state, invitation)
  const { viewer, organization } = invitation
  const isMember = viewer.is !== 'anonymous' && viewer.isMember && organization.handle !== null
  return (
    <>
      <AuthHeader title={title}>{text}</AuthHeader>
      {isMember ? (
        <LinkButton href={`/${organization.handle}`} variant="primary" isFullWidth>
          {words('invitations.answerEnded.open', { name: organization.name })}
        </LinkButton>
      ) : (
        <LinkButton href="/" isFullWidth>
          {words('invitations.answerEnded.goToTheStartPage')}
        </LinkButton>
      )}
    </>
  )
}

type EndedState = Exclude<FoundInvitation['state'], 'pending'>

function wordsFor(
  state: EndedState,
  { organization: { name }, inviterName, viewer }: FoundInvitation,
): { title: string; text: string } {
  const another = words('invitations.answerEnded.askOrAnotherAdminOfForANewOne', { inviterName, name })
  switch (state) {
    case 'accepted':
      return viewer.is !== 'anonymous' && viewer.isMember
        ? {
            title: words('invitations.answerEnded.youAreAMemberOf', { name }),
            text: words('invitations.answerEnded.thisInvitationWasAccepted'),
          }
        : {
            title: words('invitations.answerEnded.thisInvitationWasUsed'),
            text: words('invitations.answerEnded.itHasBeenAcceptedAlreadyAnd', { name, another }),
          }
    case 'declined':
      return {
        title: words('invitations.answerEnded.thisInvitationWasDeclined'),
        text: words('invitations.answerEnded.wasToldIfItWasAMistake', { inviterName, another }),
      }
    case 'expired':
      return {
        title: words('invitations.answerEnded.thisInvitationHasExpired'),
        text: words('invitations.answerEnded.invitedYouToAnAdminCanRenewItA', { inviterName, name, another }),
      }
    case 'replaced':
      return {
        title: words('invitations.answerEnded.aNewerInvitationReplacedThis'),
        text: words('invitations.answerEnded.theInvitationToWasSentAgain', { name, another }),
      }
    case 'revoked':
      return {
        title: words('invitations.answerEnded.thisInvitationWasWithdrawn'),
        text: words('invitations.answerEnded.anAdminOfDeletedItIfYouThink', { name, another }),
      }
    case 'void':
      return {
        title: words('invitations.answerEnded.thisInvitationIsNoLongerValid'),
        text: words('invitations.answerEnded.whoInvitedYouCanNoLongerDoSo', { inviterName, name }),
      }
    case 'gone':
      return {
        title: words('settings.deleted.invitationTitle', { organization: name }),
        text: words('settings.deleted.invitation'),
      }
  }
}

import type { FoundInvitation } from '@/lib/invitations/find'
import { words } from '@/messages/words'
import { AuthHeader } from '../shell/auth-header'
import { LinkButton } from '../ui/button'

/** A link that leads to no invitation. */
export function AnswerUnknown() {
  return (
    <>
      <AuthHeader title="This link leads to no invitation">
        Perhaps a part of it got lost: open it from the mail again, or copy all of it. If that does not help,
        ask whoever invited you for a new one.
      </AuthHeader>
      <LinkButton href="/" isFullWidth>
        Go to the start page
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
          Open {organization.name}
        </LinkButton>
      ) : (
        <LinkButton href="/" isFullWidth>
          Go to the start page
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
  const another = `Ask ${inviterName} or another Admin of ${name} for a new one.`
  switch (state) {
    case 'accepted':
      return viewer.is !== 'anonymous' && viewer.isMember
        ? { title: `You are a member of ${name}`, text: 'This invitation was accepted.' }
        : {
            title: 'This invitation was used',
            text: `It has been accepted already, and works once. If that was not you, or you are not a member of ${name} any more: ${another}`,
          }
    case 'declined':
      return {
        title: 'This invitation was declined',
        text: `${inviterName} was told. If it was a mistake: ${another}`,
      }
    case 'expired':
      return {
        title: 'This invitation has expired',
        text: `${inviterName} invited you to ${name}. An Admin can renew it: a new mail comes, and this link stays closed. ${another}`,
      }
    case 'replaced':
      return {
        title: 'A newer invitation replaced this link',
        text: `The invitation to ${name} was sent again. Open the link in the latest mail; if there is none: ${another}`,
      }
    case 'revoked':
      return {
        title: 'This invitation was withdrawn',
        text: `An Admin of ${name} deleted it. If you think that was a mistake: ${another}`,
      }
    case 'void':
      return {
        title: 'This invitation is no longer valid',
        text: `${inviterName}, who invited you, can no longer do so for ${name}. Ask another Admin of ${name} for a new one.`,
      }
    case 'gone':
      return {
        title: words('settings.deleted.invitationTitle', { organization: name }),
        text: words('settings.deleted.invitation'),
      }
  }
}

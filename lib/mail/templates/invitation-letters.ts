import 'server-only'
import { words } from '@/messages/words'
import { action, facts, type Letter, quote, text } from '../letter'
import { oneLine, plainLines, plainName } from '../names'

export interface InvitationFacts {
  readonly inviter: string
  readonly organization: string
  readonly email: string
  readonly role: { readonly label: string; readonly description: string }
  readonly expires: string
  /** The inviter's own words; empty for none. */
  readonly message: string
}

/** Says who invites, into what, as what, until when and whom; what it opens is a page, and only a signed-in click there accepts. */
export function invitationLetter(invitation: InvitationFacts, link: string): Letter {
  const inviter = plainName(invitation.inviter)
  const organization = plainName(invitation.organization)
  return {
    subject: oneLine(
      words('mail.invitationLetters.invitesYouTo', {
        inviter: invitation.inviter,
        organization: invitation.organization,
      }),
    ),
    preheader: words('mail.invitationLetters.joinOnMusterAs', { organization, label: invitation.role.label }),
    heading: words('mail.invitationLetters.join', { organization }),
    blocks: [
      text(words('mail.invitationLetters.invitesYouToBecomeAMemberOfOn', { inviter, organization })),
      ...(invitation.message
        ? [text(words('mail.invitationLetters.writes', { inviter })), quote(plainLines(invitation.message))]
        : []),
      facts(
        [words('mail.invitationLetters.invitedBy'), inviter],
        [words('mail.invitationLetters.organization'), organization],
        [words('mail.invitationLetters.role'), invitation.role.label],
        [words('mail.invitationLetters.whatItLetsYouDo'), invitation.role.description],
        [words('mail.invitationLetters.meantFor'), invitation.email],
        [words('mail.invitationLetters.expires'), invitation.expires],
      ),
      action(words('mail.invitationLetters.acceptInvitation'), link),
      text(words('mail.invitationLetters.thePageShowsTheInvitationAgain')),
    ],
    footnotes: [
      words('mail.invitationLetters.youDoNotKnowOrThenIgnoreThis', { inviter, organization }),
      words('mail.invitationLetters.thisInvitationIsMeantForDoNot', { email: invitation.email }),
    ],
  }
}

export interface AnswerFacts {
  readonly answer: 'accepted' | 'declined'
  readonly who: string | null
  readonly organization: string
  readonly email: string
  readonly role: string
}

/** Tells the inviter what became of their invitation. */
export function answerLetter(answered: AnswerFacts, membersUrl: string): Letter {
  const organization = plainName(answered.organization)
  const who = answered.who ? plainName(answered.who) : answered.email
  const isAccepted = answered.answer === 'accepted'
  return {
    subject: oneLine(
      words(`mail.invitationLetters.subject.${answered.answer}`, {
        who: answered.who ?? answered.email,
        organization: answered.organization,
      }),
    ),
    preheader: isAccepted
      ? words('mail.invitationLetters.isNowAMemberOf', { who, organization })
      : words('mail.invitationLetters.didNotJoin', { who, organization }),
    heading: isAccepted
      ? words('mail.invitationLetters.joined', { who, organization })
      : words('mail.invitationLetters.declined', { who }),
    blocks: [
      text(
        isAccepted
          ? words('mail.invitationLetters.acceptedYourInvitationAndIsNow', {
              who,
              organization,
              role: answered.role,
            })
          : words('mail.invitationLetters.declinedYourInvitationToYouCan', { who, organization }),
      ),
      facts(
        [words('mail.invitationLetters.invitedAddress'), answered.email],
        [words('mail.invitationLetters.role'), answered.role],
      ),
      action(words('mail.invitationLetters.seeTheMembers'), membersUrl),
    ],
    footnotes: [words('mail.invitationLetters.youGetThisMailBecauseYouSent')],
  }
}

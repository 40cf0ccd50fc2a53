import 'server-only'
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
    subject: oneLine(`${invitation.inviter} invites you to ${invitation.organization}`),
    preheader: `Join ${organization} on Muster as ${invitation.role.label}.`,
    heading: `Join ${organization}`,
    blocks: [
      text(`${inviter} invites you to become a member of ${organization} on Muster.`),
      ...(invitation.message ? [text(`${inviter} writes:`), quote(plainLines(invitation.message))] : []),
      facts(
        ['Invited by', inviter],
        ['Organization', organization],
        ['Role', invitation.role.label],
        ['What it lets you do', invitation.role.description],
        ['Meant for', invitation.email],
        ['Expires', invitation.expires],
      ),
      action('Accept invitation', link),
      text(
        'The page shows the invitation again. There you accept or decline it, and create an account if you have none yet.',
      ),
    ],
    footnotes: [
      `You do not know ${inviter} or ${organization}? Then ignore this mail or decline: nobody becomes a member without accepting.`,
      `This invitation is meant for ${invitation.email}. Do not pass it on.`,
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
      `${answered.who ?? answered.email} ${answered.answer} your invitation to ${answered.organization}`,
    ),
    preheader: isAccepted
      ? `${who} is now a member of ${organization}.`
      : `${who} did not join ${organization}.`,
    heading: isAccepted ? `${who} joined ${organization}` : `${who} declined`,
    blocks: [
      text(
        isAccepted
          ? `${who} accepted your invitation and is now a member of ${organization} as ${answered.role}.`
          : `${who} declined your invitation to ${organization}. You can send another one at any time.`,
      ),
      facts(['Invited address', answered.email], ['Role', answered.role]),
      action('See the members', membersUrl),
    ],
    footnotes: [`You get this mail because you sent the invitation.`],
  }
}

import 'server-only'
import { words } from '@/messages/words'
import { action, facts, type Letter, text } from '../letter'
import { oneLine, plainName } from '../names'
import type { Addressee } from './account-letters'

export const WHY = () => words('mail.securityLetters.why')

export function passwordChangedLetter(to: Addressee, forgotUrl: string, at: string): Letter {
  return {
    subject: words('mail.securityLetters.yourPasswordWasChanged'),
    preheader: words('mail.securityLetters.ifThatWasYouThereIsNothingToDo'),
    heading: words('mail.securityLetters.yourPasswordWasChanged'),
    blocks: [
      text(words('mail.securityLetters.hello', { firstName: plainName(to.firstName) })),
      text(
        words('mail.securityLetters.thePasswordOfYourAccountWas', { username: plainName(to.username), at }),
      ),
      text(words('mail.securityLetters.thatWasNotYouChooseANew')),
      action(words('mail.securityLetters.chooseANewPassword'), forgotUrl),
    ],
    footnotes: [WHY()],
  }
}

export function signedInLetter(
  to: Addressee,
  from: { device: string | null; address: string | null },
  forgotUrl: string,
  at: string,
): Letter {
  return {
    subject: words('mail.securityLetters.newSignInToYourAccount'),
    preheader: words('mail.securityLetters.ifThatWasYouThereIsNothingToDo'),
    heading: words('mail.securityLetters.newSignIn'),
    blocks: [
      text(words('mail.securityLetters.hello', { firstName: plainName(to.firstName) })),
      text(words('mail.securityLetters.somebodySignedInToYourAccount', { username: plainName(to.username) })),
      facts(
        [words('mail.securityLetters.when'), at],
        [
          words('mail.securityLetters.device'),
          from.device ? plainName(from.device) : words('mail.securityLetters.unknown'),
        ],
        [
          words('mail.securityLetters.address'),
          from.address ? oneLine(from.address) : words('mail.securityLetters.unknown'),
        ],
      ),
      text(words('mail.securityLetters.thatWasNotYouChooseANew2')),
      action(words('mail.securityLetters.chooseANewPassword'), forgotUrl),
    ],
    footnotes: [WHY()],
  }
}

export function sessionsEndedLetter(to: Addressee, signInUrl: string, at: string): Letter {
  return {
    subject: words('mail.securityLetters.youWereSignedOut'),
    preheader: words('mail.securityLetters.signInsOfYourAccountWereEnded'),
    heading: words('mail.securityLetters.youWereSignedOut'),
    blocks: [
      text(words('mail.securityLetters.hello', { firstName: plainName(to.firstName) })),
      text(
        words('mail.securityLetters.onSignInsOfYourAccountWere', { at, username: plainName(to.username) }),
      ),
      action(words('mail.securityLetters.signIn'), signInUrl),
      text(words('mail.securityLetters.thatWasNotYouSignInAndChange')),
    ],
    footnotes: [WHY()],
  }
}

export function roleChangedLetter(
  to: Addressee,
  organization: string,
  role: { label: string; description: string },
  url: string,
  at: string,
): Letter {
  const name = plainName(organization)
  return {
    subject: oneLine(words('mail.securityLetters.yourRoleInIsNow', { organization, label: role.label })),
    preheader: role.description,
    heading: words('mail.securityLetters.yourRoleInHasChanged', { name }),
    blocks: [
      text(words('mail.securityLetters.hello', { firstName: plainName(to.firstName) })),
      text(words('mail.securityLetters.yourRoleInWasChangedOn', { name, at })),
      facts(
        [words('mail.securityLetters.role'), role.label],
        [words('mail.securityLetters.whatItLetsYouDo'), role.description],
      ),
      action(words('mail.securityLetters.open', { name }), url),
    ],
    footnotes: [words('mail.securityLetters.unexpectedAskAnAdminOf', { name }), WHY()],
  }
}

export function removedLetter(to: Addressee, organization: string, at: string): Letter {
  const name = plainName(organization)
  return {
    subject: oneLine(words('mail.securityLetters.youAreNoLongerAMemberOf', { organization })),
    preheader: words('mail.securityLetters.yourMembershipOfHasEnded', { name }),
    heading: words('mail.securityLetters.youAreNoLongerAMemberOf2', { name }),
    blocks: [
      text(words('mail.securityLetters.hello', { firstName: plainName(to.firstName) })),
      text(words('mail.securityLetters.yourMembershipOfEndedOnAndWith', { name, at })),
      text(words('mail.securityLetters.yourOwnAccountAndWhatYouHold')),
    ],
    footnotes: [words('mail.securityLetters.unexpectedAskAnAdminOf', { name }), WHY()],
  }
}

export function reinstatedLetter(
  to: Addressee,
  organization: string,
  role: { label: string; description: string },
  url: string,
  at: string,
): Letter {
  const name = plainName(organization)
  return {
    subject: oneLine(words('mail.securityLetters.youAreAMemberOfAgain', { organization })),
    preheader: words('mail.securityLetters.youAreBackInAs', { name, label: role.label }),
    heading: words('mail.securityLetters.youAreAMemberOfAgain2', { name }),
    blocks: [
      text(words('mail.securityLetters.hello', { firstName: plainName(to.firstName) })),
      text(words('mail.securityLetters.yourMembershipOfWasGivenBackTo', { name, at })),
      facts(
        [words('mail.securityLetters.role'), role.label],
        [words('mail.securityLetters.whatItLetsYouDo'), role.description],
      ),
      action(words('mail.securityLetters.open', { name }), url),
    ],
    footnotes: [words('mail.securityLetters.unexpectedAskAnAdminOf', { name }), WHY()],
  }
}

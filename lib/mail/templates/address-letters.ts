import 'server-only'
import { words } from '@/messages/words'
import { action, type Letter, text } from '../letter'
import { oneLine, plainName } from '../names'
import type { Addressee } from './account-letters'
import { WHY } from './security-letters'

/** Proves that an address which somebody added to their account is theirs. */
export function verifyAddressLetter(to: Addressee, link: string, expires: string): Letter {
  return {
    subject: words('mail.addressLetters.confirmThatThisAddressIsYours'),
    preheader: words('mail.addressLetters.itWasAddedToTheMusterAccount', {
      username: plainName(to.username),
    }),
    heading: words('mail.addressLetters.confirmThatThisAddressIsYours'),
    blocks: [
      text(words('mail.addressLetters.somebodyProbablyYouAddedThis', { username: plainName(to.username) })),
      action(words('mail.addressLetters.confirmAddress'), link),
      text(words('mail.addressLetters.theLinkWorksOnceUntilFor', { expires })),
    ],
    footnotes: [
      words('mail.addressLetters.isNotYourAccountThenSomebody', { username: plainName(to.username) }),
    ],
  }
}

/** The same mail, where the address belongs to an account already. The page said the same as to everybody. */
export function addressTakenLetter(email: string, signInUrl: string): Letter {
  return {
    subject: words('mail.addressLetters.thisAddressHasAMusterAccount'),
    preheader: words('mail.addressLetters.somebodyTriedToAddItToAnother'),
    heading: words('mail.addressLetters.thisAddressHasAnAccountAlready'),
    blocks: [
      text(words('mail.addressLetters.somebodyTriedToAddToAnother', { email: plainName(email) })),
      text(words('mail.addressLetters.ifThatWasYouSignInWithThis')),
      action(words('mail.addressLetters.signIn'), signInUrl),
    ],
    footnotes: [words('mail.addressLetters.thatWasNotYouThenThereIs')],
  }
}

type Change = { change: 'added' | 'removed' | 'primary'; email: string }

/** Tells, also at the address that was the primary one, how somebody signs in and gets mail from now on. */
export function addressesChangedLetter(
  to: Addressee,
  { change, email }: Change,
  forgotUrl: string,
  at: string,
): Letter {
  const account = words('mail.addressLetters.yourAccount', { username: plainName(to.username) })
  const [heading, what] = {
    added: [
      words('mail.addressLetters.anAddressWasAddedToYourAccount'),
      words('mail.addressLetters.onTheAddressWasAddedToAnd', { at, email: plainName(email), account }),
    ],
    removed: [
      words('mail.addressLetters.anAddressWasRemovedFromYour'),
      words('mail.addressLetters.onTheAddressWasRemovedFrom', { at, email: plainName(email), account }),
    ],
    primary: [
      words('mail.addressLetters.yourPrimaryAddressWasChanged'),
      words('mail.addressLetters.onBecameThePrimaryAddressOf', { at, email: plainName(email), account }),
    ],
  }[change] as [string, string] // each of the three is a pair
  return {
    subject: oneLine(heading),
    preheader: words('mail.addressLetters.ifThatWasYouThereIsNothingToDo'),
    heading,
    blocks: [
      text(words('mail.addressLetters.hello', { firstName: plainName(to.firstName) })),
      text(words('mail.addressLetters.ifThatWasYouThereIsNothingToDo2', { what })),
      text(words('mail.addressLetters.thatWasNotYouChooseANew')),
      action(words('mail.addressLetters.chooseANewPassword'), forgotUrl),
    ],
    footnotes: [WHY()],
  }
}

/** The last mail to somebody who deleted their account. */
export function accountDeletedLetter(to: Addressee, at: string): Letter {
  return {
    subject: words('mail.addressLetters.yourAccountWasDeleted'),
    preheader: words('mail.addressLetters.everythingThatItGaveYouHas'),
    heading: words('mail.addressLetters.yourAccountWasDeleted'),
    blocks: [
      text(words('mail.addressLetters.hello', { firstName: plainName(to.firstName) })),
      text(
        words('mail.addressLetters.youDeletedYourMusterAccountOn', { username: plainName(to.username), at }),
      ),
      text(words('mail.addressLetters.whatYouDidInOrganizationsStays')),
    ],
    footnotes: [words('mail.addressLetters.thatWasNotYouWriteToWhoever')],
  }
}

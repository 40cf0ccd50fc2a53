import 'server-only'
import { words } from '@/messages/words'
import { action, type Letter, text } from '../letter'
import { plainName } from '../names'

export interface Addressee {
  readonly firstName: string
  readonly username: string
}

/** Proves that an address belongs to whoever signed up with it. */
export function verifyEmailLetter(to: Addressee, link: string, expires: string): Letter {
  return {
    subject: words('mail.accountLetters.confirmYourEmailAddress'),
    preheader: words('mail.accountLetters.oneClickAndYourMusterAccountIs'),
    heading: words('mail.accountLetters.confirmYourEmailAddress'),
    blocks: [
      text(words('mail.accountLetters.hello', { firstName: plainName(to.firstName) })),
      text(words('mail.accountLetters.youCreatedAMusterAccountWith')),
      action(words('mail.accountLetters.confirmAddress'), link),
      text(words('mail.accountLetters.theLinkWorksOnceUntil', { expires })),
    ],
    footnotes: [words('mail.accountLetters.youDidNotCreateAnAccountThen')],
  }
}

/** Lets a person who forgot their password choose another. */
export function resetPasswordLetter(to: Addressee, link: string, expires: string): Letter {
  return {
    subject: words('mail.accountLetters.chooseANewPassword'),
    preheader: words('mail.accountLetters.aLinkToChooseANewPasswordFor'),
    heading: words('mail.accountLetters.chooseANewPassword'),
    blocks: [
      text(words('mail.accountLetters.hello', { firstName: plainName(to.firstName) })),
      text(words('mail.accountLetters.somebodyProbablyYouAskedForA', { username: plainName(to.username) })),
      action(words('mail.accountLetters.chooseANewPassword'), link),
      text(words('mail.accountLetters.theLinkWorksOnceUntilYour', { expires })),
    ],
    footnotes: [words('mail.accountLetters.youDidNotAskForThisThenIgnore')],
  }
}

/** Goes to the owner of an address with which somebody tried to sign up again. The page said the same as to everybody. */
export function signUpAttemptLetter(to: Addressee, signInUrl: string, forgotUrl: string, at: string): Letter {
  return {
    subject: words('mail.accountLetters.youAlreadyHaveAMusterAccount'),
    preheader: words('mail.accountLetters.somebodyTriedToSignUpWithYour'),
    heading: words('mail.accountLetters.youAlreadyHaveAnAccount'),
    blocks: [
      text(words('mail.accountLetters.hello', { firstName: plainName(to.firstName) })),
      text(
        words('mail.accountLetters.onSomebodyTriedToCreateAMuster', { at, username: plainName(to.username) }),
      ),
      action(words('mail.accountLetters.signIn'), signInUrl),
      text(words('mail.accountLetters.forgotYourPasswordChoose', { forgotUrl })),
    ],
    footnotes: [words('mail.accountLetters.thatWasNotYouThenThereIs')],
  }
}

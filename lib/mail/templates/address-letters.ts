import 'server-only'
import { words } from '@/messages/words'
import { action, type Letter, text } from '../letter'
import { plainName } from '../names'
import type { Addressee } from './account-letters'

/** Proves that an address which somebody added to their account is theirs. */
export function verifyAddressLetter(to: Addressee, link: string, expires: string): Letter {
  const username = plainName(to.username)
  return {
    subject: words('mails.verifyAddress.subject'),
    preheader: words('mails.verifyAddress.preheader', { username }),
    heading: words('mails.verifyAddress.heading'),
    blocks: [
      text(words('mails.verifyAddress.text', { username })),
      action(words('mails.verifyAddress.action'), link),
      text(words('mails.verifyAddress.until', { expires })),
    ],
    footnotes: [words('mails.verifyAddress.why', { username })],
  }
}

/** The same mail, where the address belongs to an account already. The page said the same as to everybody. */
export function addressTakenLetter(email: string, signInUrl: string): Letter {
  return {
    subject: words('mails.addressTaken.subject'),
    preheader: words('mails.addressTaken.preheader'),
    heading: words('mails.addressTaken.heading'),
    blocks: [
      text(words('mails.addressTaken.text', { email: plainName(email) })),
      text(words('mails.addressTaken.how')),
      action(words('mails.addressTaken.action'), signInUrl),
    ],
    footnotes: [words('mails.addressTaken.why')],
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
  const subject = words(`mails.addressesChanged.${change}.subject`)
  const values = { at, email: plainName(email), username: plainName(to.username) }
  return {
    subject,
    preheader: words('mails.addressesChanged.preheader'),
    heading: subject,
    blocks: [
      text(words('mails.addressesChanged.hello', { name: plainName(to.firstName) })),
      text(words(`mails.addressesChanged.${change}.text`, values)),
      text(words('mails.addressesChanged.notYou')),
      action(words('mails.addressesChanged.action'), forgotUrl),
    ],
    footnotes: [words('mails.addressesChanged.why')],
  }
}

/** The last mail to somebody who deleted their account. */
export function accountDeletedLetter(to: Addressee, at: string): Letter {
  const subject = words('mails.accountDeleted.subject')
  return {
    subject,
    preheader: words('mails.accountDeleted.preheader'),
    heading: subject,
    blocks: [
      text(words('mails.accountDeleted.hello', { name: plainName(to.firstName) })),
      text(words('mails.accountDeleted.text', { at, username: plainName(to.username) })),
      text(words('mails.accountDeleted.stays')),
    ],
    footnotes: [words('mails.accountDeleted.why')],
  }
}

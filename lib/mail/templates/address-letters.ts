import 'server-only'
import { action, type Letter, text } from '../letter'
import { oneLine, plainName } from '../names'
import type { Addressee } from './account-letters'
import { WHY } from './security-letters'

/** Proves that an address which somebody added to their account is theirs. */
export function verifyAddressLetter(to: Addressee, link: string, expires: string): Letter {
  return {
    subject: 'Confirm that this address is yours',
    preheader: `It was added to the Muster account ${plainName(to.username)}.`,
    heading: 'Confirm that this address is yours',
    blocks: [
      text(
        `Somebody, probably you, added this address to the Muster account ${plainName(to.username)}. Confirm it to sign in with it and to answer invitations that come here.`,
      ),
      action('Confirm address', link),
      text(`The link works once, until ${expires}, for whoever is signed in to that account.`),
    ],
    footnotes: [
      `${plainName(to.username)} is not your account? Then somebody mistyped their address. Ignore this mail: without you nothing happens.`,
    ],
  }
}

/** The same mail, where the address belongs to an account already. The page said the same as to everybody. */
export function addressTakenLetter(email: string, signInUrl: string): Letter {
  return {
    subject: 'This address has a Muster account already',
    preheader: 'Somebody tried to add it to another account.',
    heading: 'This address has an account already',
    blocks: [
      text(
        `Somebody tried to add ${plainName(email)} to another Muster account. It belongs to yours, and an address belongs to one account at a time.`,
      ),
      text('If that was you: sign in with this address, remove it there, and add it again.'),
      action('Sign in', signInUrl),
    ],
    footnotes: ['That was not you? Then there is nothing to do: nothing changed.'],
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
  const account = `your account ${plainName(to.username)}`
  const [heading, what] = {
    added: [
      'An address was added to your account',
      `On ${at} the address ${plainName(email)} was added to ${account} and confirmed.`,
    ],
    removed: [
      'An address was removed from your account',
      `On ${at} the address ${plainName(email)} was removed from ${account}.`,
    ],
    primary: [
      'Your primary address was changed',
      `On ${at} ${plainName(email)} became the primary address of ${account}: mails go there from now on.`,
    ],
  }[change] as [string, string] // each of the three is a pair
  return {
    subject: oneLine(heading),
    preheader: 'If that was you, there is nothing to do.',
    heading,
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(`${what} If that was you, there is nothing to do.`),
      text('That was not you? Choose a new password now: it signs out every device.'),
      action('Choose a new password', forgotUrl),
    ],
    footnotes: [WHY],
  }
}

/** The last mail to somebody who deleted their account. */
export function accountDeletedLetter(to: Addressee, at: string): Letter {
  return {
    subject: 'Your account was deleted',
    preheader: 'Everything that it gave you has ended.',
    heading: 'Your account was deleted',
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(
        `you deleted your Muster account ${plainName(to.username)} on ${at}. You are signed out everywhere, your memberships and your own apps have ended, and your name and addresses were taken off.`,
      ),
      text(
        'What you did in organizations stays in their history as it was written. You may sign up again with this address; nothing of the old account comes back.',
      ),
    ],
    footnotes: ['That was not you? Write to whoever runs this portal.'],
  }
}

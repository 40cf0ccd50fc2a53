import 'server-only'
import { action, type Letter, text } from '../letter'
import { plainName } from '../names'

export interface Addressee {
  readonly firstName: string
  readonly username: string
}

/** Proves that an address belongs to whoever signed up with it. */
export function verifyEmailLetter(to: Addressee, link: string, expires: string): Letter {
  return {
    subject: 'Confirm your email address',
    preheader: 'One click, and your Muster account is ready.',
    heading: 'Confirm your email address',
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text('you created a Muster account with this address. Confirm that it is yours to start using it.'),
      action('Confirm address', link),
      text(`The link works once, until ${expires}.`),
    ],
    footnotes: [
      'You did not create an account? Then somebody mistyped their address. Ignore this mail: without the link, the account cannot be used.',
    ],
  }
}

/** Lets a person who forgot their password choose another. */
export function resetPasswordLetter(to: Addressee, link: string, expires: string): Letter {
  return {
    subject: 'Choose a new password',
    preheader: 'A link to choose a new password for your Muster account.',
    heading: 'Choose a new password',
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(`somebody, probably you, asked for a new password for the account ${plainName(to.username)}.`),
      action('Choose a new password', link),
      text(
        `The link works once, until ${expires}. Your present password stays valid until you choose another.`,
      ),
    ],
    footnotes: [
      'You did not ask for this? Then ignore this mail: nothing changes. Do not pass it on: whoever has the link can choose your password.',
    ],
  }
}

/** Goes to the owner of an address with which somebody tried to sign up again. The page said the same as to everybody. */
export function signUpAttemptLetter(to: Addressee, signInUrl: string, forgotUrl: string, at: string): Letter {
  return {
    subject: 'You already have a Muster account',
    preheader: 'Somebody tried to sign up with your address.',
    heading: 'You already have an account',
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(
        `on ${at} somebody tried to create a Muster account with this address. You already have one: ${plainName(to.username)}. If that was you, sign in with it.`,
      ),
      action('Sign in', signInUrl),
      text(`Forgot your password? Choose another at ${forgotUrl}`),
    ],
    footnotes: [
      'That was not you? Then there is nothing to do: no account was created, and yours did not change.',
    ],
  }
}

import 'server-only'
import { action, facts, type Letter, text } from '../letter'
import { oneLine, plainName } from '../names'
import type { Addressee } from './account-letters'

export const WHY =
  'You get this mail because it concerns the security of your account. It cannot be switched off.'

export function passwordChangedLetter(to: Addressee, forgotUrl: string, at: string): Letter {
  return {
    subject: 'Your password was changed',
    preheader: 'If that was you, there is nothing to do.',
    heading: 'Your password was changed',
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(
        `the password of your account ${plainName(to.username)} was changed on ${at}. You were signed out everywhere else.`,
      ),
      text('That was not you? Choose a new password now.'),
      action('Choose a new password', forgotUrl),
    ],
    footnotes: [WHY],
  }
}

export function signedInLetter(
  to: Addressee,
  from: { device: string | null; address: string | null },
  forgotUrl: string,
  at: string,
): Letter {
  return {
    subject: 'New sign-in to your account',
    preheader: 'If that was you, there is nothing to do.',
    heading: 'New sign-in',
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(
        `somebody signed in to your account ${plainName(to.username)}. If that was you, there is nothing to do.`,
      ),
      facts(
        ['When', at],
        ['Device', from.device ? plainName(from.device) : 'unknown'],
        ['Address', from.address ? oneLine(from.address) : 'unknown'],
      ),
      text('That was not you? Choose a new password: it signs out every device.'),
      action('Choose a new password', forgotUrl),
    ],
    footnotes: [WHY],
  }
}

export function sessionsEndedLetter(to: Addressee, signInUrl: string, at: string): Letter {
  return {
    subject: 'You were signed out',
    preheader: 'Sign-ins of your account were ended.',
    heading: 'You were signed out',
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(
        `on ${at} sign-ins of your account ${plainName(to.username)} were ended. To go on, sign in again.`,
      ),
      action('Sign in', signInUrl),
      text('That was not you? Sign in and change your password.'),
    ],
    footnotes: [WHY],
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
    subject: oneLine(`Your role in ${organization} is now ${role.label}`),
    preheader: role.description,
    heading: `Your role in ${name} has changed`,
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(`your role in ${name} was changed on ${at}.`),
      facts(['Role', role.label], ['What it lets you do', role.description]),
      action(`Open ${name}`, url),
    ],
    footnotes: [`Unexpected? Ask an Admin of ${name}.`, WHY],
  }
}

export function removedLetter(to: Addressee, organization: string, at: string): Letter {
  const name = plainName(organization)
  return {
    subject: oneLine(`You are no longer a member of ${organization}`),
    preheader: `Your membership of ${name} has ended.`,
    heading: `You are no longer a member of ${name}`,
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(`your membership of ${name} ended on ${at}, and with it everything you could reach there.`),
      text('Your own account and what you hold elsewhere stay as they are.'),
    ],
    footnotes: [`Unexpected? Ask an Admin of ${name}.`, WHY],
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
    subject: oneLine(`You are a member of ${organization} again`),
    preheader: `You are back in ${name} as ${role.label}.`,
    heading: `You are a member of ${name} again`,
    blocks: [
      text(`Hello ${plainName(to.firstName)},`),
      text(`your membership of ${name} was given back to you on ${at}.`),
      facts(['Role', role.label], ['What it lets you do', role.description]),
      action(`Open ${name}`, url),
    ],
    footnotes: [`Unexpected? Ask an Admin of ${name}.`, WHY],
  }
}

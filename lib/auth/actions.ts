'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { action, openAction } from '@/lib/action'
import { currentCaller } from './caller'
import { changePassword, revokeOtherSessions, revokeSession, signOut } from './commands'
import { forgetJoining, joiningHere, rememberJoining } from './joining-cookie'
import { requestPasswordReset, resendVerification, resetPassword, verifyEmail } from './mailed-links'
import { nextPath, withNext } from './next-path'
import type { SignUpInput } from './schemas'
import { dropSession, issueSession } from './session-cookie'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

/** Creates the account; goes on where the address is proven already, else stays and says that a mail is on its way. */
export const signUpAction = openAction(
  async (caller, input: SignUpInput) => {
    const { email, userId, passwordHash, session } = await signUp(caller, input)
    if (session) await issueSession(session)
    else await rememberJoining(userId, passwordHash, input.next)
    return { email, isSignedIn: session !== null }
  },
  { goTo: ({ isSignedIn }, { next }) => (isSignedIn ? nextPath(next) : null) },
)

/** Signs in and goes on; stays where the address is not proven yet. */
export const signInAction = openAction(
  async (caller, input: Parameters<typeof signIn>[1]) => {
    const signedIn = await signIn(caller, input)
    if (signedIn.outcome === 'unverified') return { unverified: signedIn.email }
    await issueSession(signedIn.session)
    return { unverified: null }
  },
  { goTo: ({ unverified }, { next }) => (unverified ? null : nextPath(next)) },
)

/** Ends the sign-in on the server and takes the cookie away. A POST, with or without JavaScript; never a GET. */
export async function signOutAction(form?: FormData): Promise<void> {
  await signOut(await currentCaller(), {})
  await dropSession()
  redirect(withNext('/sign-in', form?.get('next')) as Route) // a page of ours
}

export const verifyEmailAction = openAction(
  async (caller, input: Parameters<typeof verifyEmail>[1]) => {
    let next = '/'
    const session = await verifyEmail(caller, input, async ({ userId, passwordHash }) => {
      const joining = await joiningHere(userId, passwordHash)
      next = joining?.next ?? next
      return joining !== null
    })
    await issueSession(session)
    await forgetJoining()
    return { next }
  },
  { goTo: ({ next }) => next },
)

export const resendVerificationAction = openAction(resendVerification)
export const requestPasswordResetAction = openAction(requestPasswordReset)
export const resetPasswordAction = openAction(resetPassword, { goTo: () => '/sign-in?said=reset' })

export const changePasswordAction = action(changePassword, {
  says: ({ ended }) =>
    ended > 0
      ? `Your password is changed, and you were signed out in ${ended} other ${ended === 1 ? 'place' : 'places'}.`
      : 'Your password is changed.',
})
export const revokeSessionAction = action(revokeSession, { says: () => 'Signed out there.' })
export const revokeOtherSessionsAction = action(revokeOtherSessions, {
  says: ({ ended }) => (ended === 0 ? 'There was no other sign-in.' : `Signed out in ${ended} other places.`),
})

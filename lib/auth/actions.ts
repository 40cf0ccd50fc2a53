'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { action, openAction } from '@/lib/action'
import type { Caller } from '@/lib/actor'
import { words } from '@/messages/words'
import { currentCaller } from './caller'
import { changePassword, revokeOtherSessions, revokeSession, signOut } from './commands'
import { forgetJoining, joiningHere, rememberJoining } from './joining-cookie'
import { requestPasswordReset, resendVerification, resetPassword, verifyEmail } from './mailed-links'
import { nextPath, withNext } from './next-path'
import { rememberReader } from './remember-reader'
import type { SignInInput, SignUpInput } from './schemas'
import { dropSession, issueSession } from './session-cookie'
import type { SessionClaims } from './session-token'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

/** Creates the account; goes on where the address is proven already, else to where one waits for the mail. */
export const signUpAction = openAction(
  async (caller, input: SignUpInput) => {
    const signedUp = await signUp(caller, input)
    if (signedUp.session) await begin(caller, signedUp.session)
    else await rememberJoining(signedUp, input.next)
    return { isSignedIn: signedUp.session !== null }
  },
  { goTo: ({ isSignedIn }, { next }) => (isSignedIn ? nextPath(next) : '/verify') },
)

/** Signs in and goes on; with the right password for an address that is not proven yet, to where one waits for the mail. */
export const signInAction = openAction(
  async (caller, input: SignInInput & { next?: unknown }) => {
    const signedIn = await signIn(caller, input)
    const isSignedIn = signedIn.outcome === 'signed_in'
    if (isSignedIn) await begin(caller, signedIn.session)
    else await rememberJoining(signedIn, input.next)
    return { isSignedIn }
  },
  { goTo: ({ isSignedIn }, { next }) => (isSignedIn ? nextPath(next) : '/verify?again=1') },
)

/** Gives this browser its new sign-in and ends the one it came with: nothing is carried over from before (OWASP ASVS 7.2.4). */
async function begin(caller: Caller, session: SessionClaims): Promise<void> {
  if (caller.actor.kind === 'person') await signOut(caller, {})
  await issueSession(session)
  await rememberReader(session)
}

/** Ends the sign-in on the server and takes the cookie away. A POST, with or without JavaScript; never a GET. */
export async function signOutAction(form?: FormData): Promise<void> {
  await signOut(await currentCaller(), {})
  await dropSession()
  const next = form instanceof FormData ? form.get('next') : null // arguments of an action can be forged
  redirect(withNext('/sign-in', next) as Route) // a page of ours
}

export const verifyEmailAction = openAction(
  async (caller, input: Parameters<typeof verifyEmail>[1]) => {
    let next = '/'
    const session = await verifyEmail(caller, input, async ({ userId, passwordHash }) => {
      const joining = await joiningHere(userId, passwordHash)
      next = joining?.next ?? next
      return joining !== null
    })
    await begin(caller, session)
    await forgetJoining()
    return { next }
  },
  { goTo: ({ next }) => next },
)

export const resendVerificationAction = openAction(resendVerification)
export const requestPasswordResetAction = openAction(requestPasswordReset)
export const resetPasswordAction = openAction(resetPassword, { goTo: () => '/sign-in?said=reset' })

export const changePasswordAction = action(changePassword)
export const revokeSessionAction = action(revokeSession, { says: () => words('auth.actions.signedOutThere') })
export const revokeOtherSessionsAction = action(revokeOtherSessions, {
  says: ({ ended }) => words('auth.actions.signedOutElsewhere', { count: ended }),
})

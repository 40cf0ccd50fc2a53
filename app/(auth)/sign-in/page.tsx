import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/auth/sign-in-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { currentCaller } from '@/lib/auth/caller'
import { invitationIn, nextPath, withNext } from '@/lib/auth/next-path'
import { findMailedInvitation, isSignedIn } from '@/lib/auth/queries'

export const metadata: Metadata = { title: 'Sign in' }

type Search = { searchParams: Promise<{ next?: string | string[]; said?: string | string[] }> }

export default async function SignInPage({ searchParams }: Search) {
  const { next, said } = await searchParams
  const path = nextPath(next)
  if (await isSignedIn(await currentCaller())) redirect(path as Route) // checked by nextPath
  const invitation = invitationIn(next)
  const invited = await findMailedInvitation(invitation)
  return (
    <>
      <AuthHeader title="Sign in">
        {invited
          ? `Then you can answer the invitation to ${invited.organization}.`
          : 'With the address you signed up with.'}
      </AuthHeader>
      {said === 'reset' ? (
        <Notice tone="success" role="status" title="Your password is changed">
          You were signed out everywhere. Sign in with the new one.
        </Notice>
      ) : null}
      <SignInForm next={path} invitation={invitation} email={invited?.email} />
      <p className="text-muted">
        New here?{' '}
        <Link className="text-link" href={withNext('/sign-up', next)}>
          Create an account
        </Link>
      </p>
    </>
  )
}

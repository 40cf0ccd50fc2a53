import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/auth/sign-in-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { currentCaller } from '@/lib/auth/caller'
import { invitationIn, nextPath, withNext } from '@/lib/auth/next-path'
import { findMailedInvitation, isSignedIn } from '@/lib/auth/queries'
import { richWords, words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({ title: words('auth.signIn.title') })

type Search = { searchParams: Promise<{ next?: string | string[]; said?: string | string[] }> }

export default async function SignInPage({ searchParams }: Search) {
  const { next, said } = await searchParams
  const path = nextPath(next)
  if (await isSignedIn(await currentCaller())) redirect(path as Route) // checked by nextPath
  const invitation = invitationIn(next)
  const invited = await findMailedInvitation(invitation)
  return (
    <>
      <AuthHeader title={words('auth.signIn.title')}>
        {invited?.app
          ? words('auth.signIn.introShared', { app: invited.app })
          : invited
            ? words('auth.signIn.introInvited', { organization: invited.organization ?? '' })
            : words('auth.signIn.intro')}
      </AuthHeader>
      {said === 'reset' ? (
        <Notice tone="success" role="status" title={words('auth.signIn.passwordChanged')}>
          {words('auth.signIn.passwordChangedHint')}
        </Notice>
      ) : null}
      {said === 'deleted' ? (
        <Notice tone="success" role="status" title={words('accountDeletion.done')}>
          {words('accountDeletion.doneText')}
        </Notice>
      ) : null}
      <SignInForm next={path} invitation={invitation} email={invited?.email} />
      <p className="text-muted">
        {richWords('auth.signIn.newHere', {
          link: (text) => (
            <Link className="text-link" href={withNext('/sign-up', next)}>
              {text}
            </Link>
          ),
        })}
      </p>
    </>
  )
}

import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { SignUpForm } from '@/components/auth/sign-up-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { Link } from '@/components/ui/link'
import { currentCaller } from '@/lib/auth/caller'
import { invitationIn, nextPath, withNext } from '@/lib/auth/next-path'
import { findMailedInvitation, isSignedIn } from '@/lib/auth/queries'
import { richWords, words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({ title: words('auth.signUpPage.createYourAccount') })

type Search = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignUpPage({ searchParams }: Search) {
  const { next } = await searchParams
  const path = nextPath(next)
  if (await isSignedIn(await currentCaller())) redirect(path as Route) // checked by nextPath
  const invitation = invitationIn(next)
  const invited = await findMailedInvitation(invitation)
  return (
    <>
      <AuthHeader title={words('auth.signUpPage.createYourAccount')}>
        {invited?.app
          ? words('auth.signUpPage.thenYouCanAnswerTheShare', { app: invited.app })
          : invited
            ? words('auth.signUpPage.thenYouCanAnswerTheInvitation', {
                organization: invited.organization ?? '',
              })
            : words('auth.signUpPage.oneAccountForEveryOrganization')}
      </AuthHeader>
      <SignUpForm next={path} invitation={invitation} email={invited?.email} />
      <p className="text-muted">
        {richWords('auth.signUpPage.haveAnAccountSignIn', {
          link: (text) => (
            <Link className="text-link" href={withNext('/sign-in', next)}>
              {text}
            </Link>
          ),
        })}
      </p>
    </>
  )
}

import type { Metadata } from 'next'
import { ResendForm } from '@/components/auth/resend-form'
import { VerifyForm } from '@/components/auth/verify-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { LinkButton } from '@/components/ui/button'
import { joiningHere } from '@/lib/auth/joining-cookie'
import { findMailedLink } from '@/lib/auth/mailed-links'
import { richWords, words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({ title: words('auth.verifyPage.confirmYourAddress') })

type Params = { params: Promise<{ token: string }> }

/** Shows what the link is for and uses nothing up: that is the button's part. */
export default async function VerifyPage({ params }: Params) {
  const { token } = await params
  const link = await findMailedLink(token, 'verify_email')
  if (link?.state === 'used')
    return (
      <>
        <AuthHeader title={words('auth.verifyPage.thisLinkWasUsedAlready')}>
          {words('auth.verifyPage.theAddressIsConfirmedSignInTo')}
        </AuthHeader>
        <LinkButton href="/sign-in" variant="primary" isFullWidth>
          {words('auth.verifyPage.signIn')}
        </LinkButton>
      </>
    )
  if (link?.state !== 'live')
    return (
      <>
        <AuthHeader title={words('auth.verifyPage.thisLinkDoesNotWorkAnyMore')}>
          {words('auth.verifyPage.aLinkWorksOnceFor24HoursTellUs')}
        </AuthHeader>
        <ResendForm email={null} />
      </>
    )
  return (
    <>
      <AuthHeader title={words('auth.verifyPage.confirmYourAddress')}>
        {richWords('auth.verifyPage.isYoursAndDidYouMakeTheAccount', {
          email: link.email,
          strong: (text) => <strong className="break-all text-foreground">{text}</strong>,
          username: link.username,
        })}
      </AuthHeader>
      <VerifyForm token={token} isChosenHere={(await joiningHere(link.userId, link.passwordHash)) !== null} />
    </>
  )
}

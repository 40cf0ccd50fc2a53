import type { Metadata } from 'next'
import { ResendForm } from '@/components/auth/resend-form'
import { VerifyForm } from '@/components/auth/verify-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { LinkButton } from '@/components/ui/button'
import { joiningHere } from '@/lib/auth/joining-cookie'
import { findMailedLink } from '@/lib/auth/mailed-links'

export const metadata: Metadata = { title: 'Confirm your address' }

type Params = { params: Promise<{ token: string }> }

/** Shows what the link is for and uses nothing up: that is the button's part. */
export default async function VerifyPage({ params }: Params) {
  const { token } = await params
  const link = await findMailedLink(token, 'verify_email')
  if (link?.state === 'used')
    return (
      <>
        <AuthHeader title="This link was used already">
          The address is confirmed. Sign in to go on.
        </AuthHeader>
        <LinkButton href="/sign-in" variant="primary" isFullWidth>
          Sign in
        </LinkButton>
      </>
    )
  if (link?.state !== 'live')
    return (
      <>
        <AuthHeader title="This link does not work any more">
          A link works once, for 24 hours. Tell us your address and we send another.
        </AuthHeader>
        <ResendForm email={null} />
      </>
    )
  return (
    <>
      <AuthHeader title="Confirm your address">
        Is <strong className="break-all text-foreground">{link.email}</strong> yours, and did you make the
        account <strong className="break-all text-foreground">{link.username}</strong>? If not, close this
        page: nothing happens then.
      </AuthHeader>
      <VerifyForm token={token} isChosenHere={(await joiningHere(link.userId, link.passwordHash)) !== null} />
    </>
  )
}

import type { Metadata } from 'next'
import { ResetForm } from '@/components/auth/reset-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { LinkButton } from '@/components/ui/button'
import { findMailedLink } from '@/lib/auth/mailed-links'
import { richWords, words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({ title: words('auth.resetPage.chooseANewPassword') })

type Params = { params: Promise<{ token: string }> }

/** Shows whose password the link can set and uses nothing up: that is the form's part. */
export default async function ResetPage({ params }: Params) {
  const { token } = await params
  const link = await findMailedLink(token, 'reset_password')
  if (link?.state !== 'live')
    return (
      <>
        <AuthHeader title={words('auth.resetPage.thisLinkDoesNotWorkAnyMore')}>
          {words('auth.resetPage.aLinkWorksOnceForOneHourAnd')}
        </AuthHeader>
        <LinkButton href="/forgot" variant="primary" isFullWidth>
          {words('auth.resetPage.sendAnotherLink')}
        </LinkButton>
      </>
    )
  return (
    <>
      <AuthHeader title={words('auth.resetPage.chooseANewPassword')}>
        {richWords('auth.resetPage.forYouWillBeSignedOut', {
          email: link.email,
          strong: (text) => <strong className="break-all text-foreground">{text}</strong>,
        })}
      </AuthHeader>
      <ResetForm token={token} email={link.email} />
    </>
  )
}

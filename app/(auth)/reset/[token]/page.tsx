import type { Metadata } from 'next'
import { ResetForm } from '@/components/auth/reset-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { LinkButton } from '@/components/ui/button'
import { findMailedLink } from '@/lib/auth/mailed-links'

export const metadata: Metadata = { title: 'Choose a new password' }

type Params = { params: Promise<{ token: string }> }

/** Shows whose password the link can set and uses nothing up: that is the form's part. */
export default async function ResetPage({ params }: Params) {
  const { token } = await params
  const link = await findMailedLink(token, 'reset_password')
  if (link?.state !== 'live')
    return (
      <>
        <AuthHeader title="This link does not work any more">
          A link works once, for one hour, and until the password is changed. Ask for another.
        </AuthHeader>
        <LinkButton href="/forgot" variant="primary" isFullWidth>
          Send another link
        </LinkButton>
      </>
    )
  return (
    <>
      <AuthHeader title="Choose a new password">
        For <strong className="break-all text-foreground">{link.email}</strong>. You will be signed out
        everywhere.
      </AuthHeader>
      <ResetForm token={token} email={link.email} />
    </>
  )
}

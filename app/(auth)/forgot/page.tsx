import type { Metadata } from 'next'
import { ForgotForm } from '@/components/auth/forgot-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { Link } from '@/components/ui/link'
import { env } from '@/lib/env'
import { richWords, words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({ title: words('auth.forgotPage.forgotYourPassword') })
export const dynamic = 'force-dynamic'

export default function ForgotPage() {
  return (
    <>
      <AuthHeader title={words('auth.forgotPage.forgotYourPassword')}>
        {words('auth.forgotPage.weMailYouALinkToChooseAnother')}
      </AuthHeader>
      <ForgotForm isMailConfigured={Boolean(env.SMTP_URL)} />
      <p className="text-muted">
        {richWords('auth.forgotPage.rememberedItSignIn', {
          link: (text) => (
            <Link className="text-link" href="/sign-in">
              {text}
            </Link>
          ),
        })}
      </p>
    </>
  )
}

import type { Metadata } from 'next'
import { ForgotForm } from '@/components/auth/forgot-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { Link } from '@/components/ui/link'
import { env } from '@/lib/env'

export const metadata: Metadata = { title: 'Forgot your password?' }
export const dynamic = 'force-dynamic'

export default function ForgotPage() {
  return (
    <>
      <AuthHeader title="Forgot your password?">We mail you a link to choose another.</AuthHeader>
      <ForgotForm isMailConfigured={Boolean(env.SMTP_URL)} />
      <p className="text-muted">
        Remembered it?{' '}
        <Link className="text-link" href="/sign-in">
          Sign in
        </Link>
      </p>
    </>
  )
}

import type { Metadata } from 'next'
import { MailNote } from '@/components/auth/mail-note'
import { ResendForm } from '@/components/auth/resend-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { joining } from '@/lib/auth/joining-cookie'
import { withNext } from '@/lib/auth/next-path'
import { env } from '@/lib/env'

export const metadata: Metadata = { title: 'Check your mail' }

type Search = { searchParams: Promise<{ again?: string | string[] }> }

/** Where one waits for the mail that proves the address. Looks the same whether or not the address was known before. */
export default async function CheckMailPage({ searchParams }: Search) {
  const [{ again }, waiting] = await Promise.all([searchParams, joining()])
  return (
    <>
      <AuthHeader title="Check your mail">
        {waiting ? (
          <>
            We sent a link to <strong className="break-all text-foreground">{waiting.email}</strong>. Open it
            to confirm that the address is yours. It works for 24 hours.
          </>
        ) : (
          'Your address has to be confirmed with the link we mailed you.'
        )}
      </AuthHeader>
      {again && waiting ? (
        <Notice tone="info" title="Confirm your address first">
          Your password is right. Once the address is confirmed, you can sign in.
        </Notice>
      ) : null}
      <MailNote isMailConfigured={Boolean(env.SMTP_URL)} />
      <p className="text-muted">Nothing there? Look among unwanted mail, or have it sent again.</p>
      <ResendForm email={waiting?.email ?? null} />
      <p className="text-muted">
        Another address?{' '}
        <Link className="text-link" href={withNext('/sign-up', waiting?.next)}>
          Create an account
        </Link>{' '}
        or{' '}
        <Link className="text-link" href={withNext('/sign-in', waiting?.next)}>
          sign in
        </Link>
      </p>
    </>
  )
}

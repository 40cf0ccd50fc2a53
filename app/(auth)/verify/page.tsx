import type { Metadata } from 'next'
import { MailNote } from '@/components/auth/mail-note'
import { ResendForm } from '@/components/auth/resend-form'
import { AuthHeader } from '@/components/shell/auth-header'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { joining } from '@/lib/auth/joining-cookie'
import { withNext } from '@/lib/auth/next-path'
import { env } from '@/lib/env'
import { richWords, words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({ title: words('auth.verifyPage.checkYourMail') })

type Search = { searchParams: Promise<{ again?: string | string[] }> }

/** Where one waits for the mail that proves the address. Looks the same whether or not the address was known before. */
export default async function CheckMailPage({ searchParams }: Search) {
  const [{ again }, waiting] = await Promise.all([searchParams, joining()])
  return (
    <>
      <AuthHeader title={words('auth.verifyPage.checkYourMail')}>
        {waiting
          ? richWords('auth.verifyPage.weSentALinkToOpenItToConfirm', {
              email: waiting.email,
              strong: (text) => <strong className="break-all text-foreground">{text}</strong>,
            })
          : words('auth.verifyPage.yourAddressHasToBeConfirmed')}
      </AuthHeader>
      {again && waiting ? (
        <Notice tone="info" title={words('auth.verifyPage.confirmYourAddressFirst')}>
          {words('auth.verifyPage.yourPasswordIsRightOnceThe')}
        </Notice>
      ) : null}
      <MailNote isMailConfigured={Boolean(env.SMTP_URL)} />
      <p className="text-muted">{words('auth.verifyPage.nothingThereLookAmongUnwanted')}</p>
      <ResendForm email={waiting?.email ?? null} />
      <p className="text-muted">
        {richWords('auth.verifyPage.anotherAddressCreateAnAccount', {
          link: (text) => (
            <Link className="text-link" href={withNext('/sign-up', waiting?.next)}>
              {text}
            </Link>
          ),
          link2: (text) => (
            <Link className="text-link" href={withNext('/sign-in', waiting?.next)}>
              {text}
            </Link>
          ),
        })}
      </p>
    </>
  )
}

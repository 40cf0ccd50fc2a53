import type { Metadata } from 'next'
import { UnsentMail } from '@/components/operator/unsent-mail'
import { isMailConfigured, readUnsentMail } from '@/lib/mail/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('operator.mailPage.unsentMail') })

export default async function OperatorOneMailPage({ params }: PageProps<'/operator/mail/[mail]'>) {
  const { mail } = await params
  return answer(`/operator/mail/${mail}`, async (caller) => (
    <UnsentMail mail={await readUnsentMail(caller, mail)} isMailConfigured={isMailConfigured()} />
  ))
}

import type { Metadata } from 'next'
import { UnsentMails } from '@/components/operator/unsent-mails'
import { isMailConfigured, listUnsentMails } from '@/lib/mail/queries'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('operator.mailPage.mail') })

export default async function OperatorMailPage({ searchParams }: PageProps<'/operator/mail'>) {
  const search = await searchParams
  return answer('/operator/mail', async (caller) => {
    const list = await listUnsentMails(caller, search)
    return <UnsentMails list={list} isMailConfigured={isMailConfigured()} />
  })
}

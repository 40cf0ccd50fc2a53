import type { Metadata } from 'next'
import { UnsentMails } from '@/components/operator/unsent-mails'
import { isMailConfigured, listUnsentMails } from '@/lib/mail/queries'
import { answer } from '../../answer'

export const metadata: Metadata = { title: 'Mail' }

export default async function OperatorMailPage({ searchParams }: PageProps<'/operator/mail'>) {
  const search = await searchParams
  return answer('/operator/mail', async (caller) => {
    const list = await listUnsentMails(caller, search)
    return <UnsentMails list={list} isMailConfigured={isMailConfigured()} />
  })
}

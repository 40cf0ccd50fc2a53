import type { Metadata } from 'next'
import { NewWebhook } from '@/components/webhooks/webhook-pages'
import { listWebhooks } from '@/lib/webhooks/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('webhooks.form.newTitle') })

export default async function NewWebhookPage({ params }: PageProps<'/[account]/webhooks/new'>) {
  const { account } = await params
  return answer(`/${account}/webhooks/new`, async (caller) => {
    const { account: found, allowsPrivate } = await listWebhooks(caller, account, {})
    return <NewWebhook account={found.handle} allowsPrivate={allowsPrivate} />
  })
}

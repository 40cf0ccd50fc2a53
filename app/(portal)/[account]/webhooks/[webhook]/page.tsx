import type { Metadata } from 'next'
import { WebhookPage } from '@/components/webhooks/webhook-page'
import { listDeliveries } from '@/lib/webhooks/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('webhooks.list.title') })

export default async function OneWebhookPage({
  params,
  searchParams,
}: PageProps<'/[account]/webhooks/[webhook]'>) {
  const [{ account, webhook }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/webhooks/${webhook}`, async (caller) => (
    <WebhookPage
      list={await listDeliveries(caller, account, { ...search, webhook })}
      isSaved={search.saved === '1'}
    />
  ))
}

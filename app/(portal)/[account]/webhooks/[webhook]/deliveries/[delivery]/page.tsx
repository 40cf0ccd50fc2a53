import type { Metadata } from 'next'
import { DeliveryPage } from '@/components/webhooks/delivery-page'
import { getDelivery } from '@/lib/webhooks/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('webhooks.page.deliveries') })

export default async function WebhookDeliveryPage({
  params,
}: PageProps<'/[account]/webhooks/[webhook]/deliveries/[delivery]'>) {
  const { account, webhook, delivery } = await params
  return answer(`/${account}/webhooks/${webhook}/deliveries/${delivery}`, async (caller) => (
    <DeliveryPage found={await getDelivery(caller, account, { webhook, delivery })} />
  ))
}

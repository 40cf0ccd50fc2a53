import type { Metadata } from 'next'
import { EditWebhook } from '@/components/webhooks/webhook-pages'
import { getWebhook } from '@/lib/webhooks/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('webhooks.list.title') })

export default async function EditWebhookPage({ params }: PageProps<'/[account]/webhooks/[webhook]/edit'>) {
  const { account, webhook } = await params
  return answer(`/${account}/webhooks/${webhook}/edit`, async (caller) => (
    <EditWebhook found={await getWebhook(caller, account, { webhook })} />
  ))
}

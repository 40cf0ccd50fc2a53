import type { Metadata } from 'next'
import { DeleteWebhook } from '@/components/webhooks/webhook-pages'
import { getWebhook } from '@/lib/webhooks/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('webhooks.edit.deleteTitle') })

export default async function DeleteWebhookPage({
  params,
}: PageProps<'/[account]/webhooks/[webhook]/delete'>) {
  const { account, webhook } = await params
  return answer(`/${account}/webhooks/${webhook}/delete`, async (caller) => (
    <DeleteWebhook found={await getWebhook(caller, account, { webhook })} />
  ))
}

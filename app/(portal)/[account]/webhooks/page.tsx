import type { Metadata } from 'next'
import { WebhooksView } from '@/components/webhooks/webhooks-view'
import { listWebhooks } from '@/lib/webhooks/queries'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('webhooks.list.title') })

export default async function WebhooksPage({ params, searchParams }: PageProps<'/[account]/webhooks'>) {
  const [{ account }, { deleted }] = await Promise.all([params, searchParams])
  return answer(`/${account}/webhooks`, async (caller) => (
    <WebhooksView
      list={await listWebhooks(caller, account, {})}
      deleted={typeof deleted === 'string' ? deleted.slice(0, 300) : null}
    />
  ))
}

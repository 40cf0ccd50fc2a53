import type { Metadata } from 'next'
import { PastePage } from '@/components/invitation-batches/paste-page'
import { listInvitationBatches } from '@/lib/invitation-batches/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('batches.paste.title') })

export default async function InviteManyPage({ params }: PageProps<'/[account]/members/invite/many'>) {
  const { account } = await params
  return answer(`/${account}/members/invite/many`, async (caller) => {
    const { handle, batches } = await listInvitationBatches(caller, account, {})
    return <PastePage account={handle} batches={batches} />
  })
}

import type { Metadata } from 'next'
import { BatchPage } from '@/components/invitation-batches/batch-page'
import { getInvitationBatch } from '@/lib/invitation-batches/progress'
import { FailedSearch } from '@/lib/invitation-batches/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('batches.progress.back') })

type Props = PageProps<'/[account]/members/invitations/batches/[batch]'>

export default async function InvitationBatchPage({ params, searchParams }: Props) {
  const [{ account, batch }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members/invitations/batches/${batch}`, async (caller) => {
    const found = await getInvitationBatch(caller, account, { batchId: batch, ...FailedSearch.parse(search) })
    return <BatchPage found={found} />
  })
}

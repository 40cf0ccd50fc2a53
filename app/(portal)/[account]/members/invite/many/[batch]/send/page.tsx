import type { Metadata } from 'next'
import { SendPage } from '@/components/invitation-batches/send-page'
import { reviewInvitationDraft } from '@/lib/invitation-batches/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('batches.paste.title') })

type Props = PageProps<'/[account]/members/invite/many/[batch]/send'>

export default async function SendListPage({ params }: Props) {
  const { account, batch } = await params
  return answer(`/${account}/members/invite/many/${batch}/send`, async (caller) => (
    <SendPage review={await reviewInvitationDraft(caller, account, { batchId: batch })} />
  ))
}

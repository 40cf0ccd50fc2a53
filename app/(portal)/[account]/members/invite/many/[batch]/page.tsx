import type { Metadata } from 'next'
import { CheckPage } from '@/components/invitation-batches/check-page'
import { checkInvitationDraft } from '@/lib/invitation-batches/queries'
import { LinesSearch } from '@/lib/invitation-batches/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('batches.check.title') })

type Props = PageProps<'/[account]/members/invite/many/[batch]'>

export default async function CheckListPage({ params, searchParams }: Props) {
  const [{ account, batch }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members/invite/many/${batch}`, async (caller) => {
    const check = await checkInvitationDraft(caller, account, {
      batchId: batch,
      ...LinesSearch.parse(search),
    })
    return <CheckPage check={check} />
  })
}

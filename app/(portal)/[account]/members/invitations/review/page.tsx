import type { Metadata } from 'next'
import { ReviewPage } from '@/components/invitation-batches/review-page'
import { reviewInvitations } from '@/lib/invitations/many'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('batches.many.back') })

type Props = PageProps<'/[account]/members/invitations/review'>

export default async function ReviewInvitationsPage({ params, searchParams }: Props) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members/invitations`, async (caller) => {
    const { do: _, ...chosen } = search
    const fields = Object.fromEntries(
      Object.entries(chosen).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    )
    return <ReviewPage review={await reviewInvitations(caller, account, search)} fields={fields} />
  })
}

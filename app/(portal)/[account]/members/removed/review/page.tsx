import type { Metadata } from 'next'
import { ReinstatePage } from '@/components/members/reinstate-page'
import { reviewReinstating } from '@/lib/members/departed'
import { ReinstateMembersInput } from '@/lib/members/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export function generateMetadata(): Metadata {
  return { title: words('members.reinstate.title') }
}

type Props = PageProps<'/[account]/members/removed/review'>

export default async function ReviewReinstatingPage({ params, searchParams }: Props) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members/removed`, async (caller) => {
    const review = await reviewReinstating(caller, account, search)
    const { ids, change } = ReinstateMembersInput.parse(search) // the query has taken it already
    const fields = { ids: ids.join(','), ...(change ? { change } : {}) }
    return <ReinstatePage account={review.handle} review={review} fields={fields} />
  })
}

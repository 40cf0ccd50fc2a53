import type { Metadata } from 'next'
import { BulkPage } from '@/components/members/bulk-page'
import { chosenAsFields } from '@/lib/chosen'
import { reviewMembers } from '@/lib/members/review-members'
import { ReviewMembersInput } from '@/lib/members/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export function generateMetadata(): Metadata {
  return { title: words('members.bulk.heading') }
}

export default async function ReviewPage({ params, searchParams }: PageProps<'/[account]/members/review'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members`, async (caller) => {
    const review = await reviewMembers(caller, account, search)
    const input = ReviewMembersInput.parse(search) // the query has taken it already
    const { q, role, status } = input
    const filter = Object.entries({ q, role, status }).flatMap(([name, value]) =>
      input.all && value ? [[name, value]] : [],
    )
    const fields = { ...chosenAsFields(input), ...Object.fromEntries(filter) }
    return <BulkPage account={review.handle} review={review} fields={fields} />
  })
}

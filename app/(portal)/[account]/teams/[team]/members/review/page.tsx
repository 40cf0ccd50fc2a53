import type { Metadata } from 'next'
import { RemoveMembersPage } from '@/components/teams/team-pages'
import { chosenAsFields } from '@/lib/chosen'
import { reviewTeamMembers } from '@/lib/teams/reviews'
import { ReviewTeamMembersInput } from '@/lib/teams/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.members.remove') })

export default async function ReviewTeamMembersPage({
  params,
  searchParams,
}: PageProps<'/[account]/teams/[team]/members/review'>) {
  const [{ account, team }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/teams/${team}`, async (caller) => {
    const review = await reviewTeamMembers(caller, account, { ...search, team })
    const input = ReviewTeamMembersInput.parse({ ...search, team }) // the query has taken it already
    const fields = { ...chosenAsFields(input), ...(input.all && input.q ? { q: input.q } : {}) }
    return <RemoveMembersPage review={review} fields={fields} />
  })
}

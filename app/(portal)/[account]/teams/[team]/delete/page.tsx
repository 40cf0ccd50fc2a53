import type { Metadata } from 'next'
import { DeleteTeam } from '@/components/teams/delete-team'
import { reviewTeamDeletion } from '@/lib/teams/reviews'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.menu.delete') })

export default async function DeleteTeamPage({ params }: PageProps<'/[account]/teams/[team]/delete'>) {
  const { account, team } = await params
  return answer(`/${account}/teams/${team}/delete`, async (caller) => (
    <DeleteTeam review={await reviewTeamDeletion(caller, account, { team })} />
  ))
}

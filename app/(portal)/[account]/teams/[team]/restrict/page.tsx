import type { Metadata } from 'next'
import { RestrictTeam } from '@/components/teams/restrict-team'
import { reviewRestriction } from '@/lib/teams/reviews'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.menu.restrict') })

export default async function RestrictTeamPage({ params }: PageProps<'/[account]/teams/[team]/restrict'>) {
  const { account, team } = await params
  return answer(`/${account}/teams/${team}/restrict`, async (caller) => (
    <RestrictTeam review={await reviewRestriction(caller, account, { team })} />
  ))
}

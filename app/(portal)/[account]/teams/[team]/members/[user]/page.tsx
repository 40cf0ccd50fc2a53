import type { Metadata } from 'next'
import { TeamMemberPage } from '@/components/teams/team-pages'
import { getTeamMember } from '@/lib/teams/get-grant'
import { getTeam } from '@/lib/teams/queries'
import { reviewTeamMembers } from '@/lib/teams/reviews'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.members.one') })

export default async function OneTeamMemberPage({
  params,
}: PageProps<'/[account]/teams/[team]/members/[user]'>) {
  const { account, team, user } = await params
  return answer(`/${account}/teams/${team}/members/${user}`, async (caller) => {
    const [member, head, review] = await Promise.all([
      getTeamMember(caller, account, { team, user }),
      getTeam(caller, account, { team }),
      reviewTeamMembers(caller, account, { team, ids: user }),
    ])
    return <TeamMemberPage team={head} member={member} review={review} />
  })
}

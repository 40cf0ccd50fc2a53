import type { Metadata } from 'next'
import { TeamMembersView } from '@/components/teams/team-views'
import { listTeamMembers } from '@/lib/teams/lists'
import { getTeam } from '@/lib/teams/queries'
import { TeamMembersSearch } from '@/lib/teams/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../answer'
import { doneOf } from './done'

export const generateMetadata = (): Metadata => ({ title: words('teams.team') })

export default async function TeamPage({ params, searchParams }: PageProps<'/[account]/teams/[team]'>) {
  const [{ account, team }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/teams/${team}`, async (caller) => {
    const [head, list] = await Promise.all([
      getTeam(caller, account, { team }),
      listTeamMembers(caller, account, TeamMembersSearch.parse({ ...search, team })),
    ])
    return <TeamMembersView team={head} list={list} done={doneOf(search)} />
  })
}

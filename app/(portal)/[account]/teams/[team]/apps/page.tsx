import type { Metadata } from 'next'
import { TeamAppsView } from '@/components/teams/team-views'
import { listTeamApps } from '@/lib/teams/lists'
import { getTeam } from '@/lib/teams/queries'
import { TeamAppsSearch } from '@/lib/teams/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'
import { doneOf } from '../done'

export const generateMetadata = (): Metadata => ({ title: words('teams.tabs.appsOf') })

export default async function TeamAppsPage({
  params,
  searchParams,
}: PageProps<'/[account]/teams/[team]/apps'>) {
  const [{ account, team }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/teams/${team}/apps`, async (caller) => {
    const [head, list] = await Promise.all([
      getTeam(caller, account, { team }),
      listTeamApps(caller, account, TeamAppsSearch.parse({ ...search, team })),
    ])
    return <TeamAppsView team={head} list={list} done={doneOf(search)} />
  })
}

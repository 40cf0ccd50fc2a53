import type { Metadata } from 'next'
import { TeamAppPage } from '@/components/teams/team-pages'
import { getTeamApp } from '@/lib/teams/get-grant'
import { getTeam } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.apps.one') })

export default async function OneTeamAppPage({ params }: PageProps<'/[account]/teams/[team]/apps/[app]'>) {
  const { account, team, app } = await params
  return answer(`/${account}/teams/${team}/apps/${app}`, async (caller) => {
    const [found, head] = await Promise.all([
      getTeamApp(caller, account, { team, app }),
      getTeam(caller, account, { team }),
    ])
    return <TeamAppPage team={head} app={found} />
  })
}

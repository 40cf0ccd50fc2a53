import type { Metadata } from 'next'
import { TeamOfAppPage } from '@/components/app-settings/team-pages'
import { getTeamOfApp } from '@/lib/app-settings/teams'
import { dayOf } from '@/messages/dates'
import { words } from '@/messages/words'
import { answer } from '../../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('appSettings.teams.title') })

type Props = PageProps<'/[account]/apps/[app]/settings/teams/[team]'>

export default async function TeamPage({ params }: Props) {
  const { account, app, team } = await params
  return answer(`/${account}/apps/${app}/settings/teams/${team}`, async (caller) => {
    const found = await getTeamOfApp(caller, account, app, { team })
    return <TeamOfAppPage {...found} day={dayOf(found.team.until)} />
  })
}

import type { Metadata } from 'next'
import { TeamOfAppPage } from '@/components/app-settings/team-pages'
import { getTeamOfApp } from '@/lib/app-settings/teams'
import { reader } from '@/messages/reader'
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

/** The day of a moment where the reader is, as a date field takes it. */
const dayOf = (moment: Date | null) =>
  moment ? new Intl.DateTimeFormat('sv-SE', { timeZone: reader().timeZone ?? 'UTC' }).format(moment) : ''

import type { Metadata } from 'next'
import { EditTeam } from '@/components/teams/team-pages'
import { getManagedTeam } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.edit.title') })

export default async function EditTeamPage({ params }: PageProps<'/[account]/teams/[team]/edit'>) {
  const { account, team } = await params
  return answer(`/${account}/teams/${team}/edit`, async (caller) => {
    const found = await getManagedTeam(caller, account, { team })
    return <EditTeam team={found} />
  })
}

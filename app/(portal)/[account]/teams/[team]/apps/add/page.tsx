import type { Metadata } from 'next'
import { AddPage } from '@/components/teams/add-to-team'
import { findTeamAppCandidates } from '@/lib/teams/candidates'
import { getTeam } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.add.apps.button') })

export default async function AddAppsPage({
  params,
  searchParams,
}: PageProps<'/[account]/teams/[team]/apps/add'>) {
  const [{ account, team }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/teams/${team}/apps/add`, async (caller) => {
    const [initial, head] = await Promise.all([
      findTeamAppCandidates(caller, account, { ...search, team }),
      getTeam(caller, account, { team }),
    ])
    return (
      <AddPage
        team={head}
        of="apps"
        initial={initial}
        q={typeof search.q === 'string' ? search.q.trim() : ''}
      />
    )
  })
}

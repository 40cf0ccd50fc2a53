import type { Metadata } from 'next'
import { TeamsView } from '@/components/teams/teams-view'
import { listTeams } from '@/lib/teams/queries'
import { TeamsSearch } from '@/lib/teams/schemas'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.title') })

export default async function TeamsPage({ params, searchParams }: PageProps<'/[account]/teams'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/teams`, async (caller) => {
    const list = await listTeams(caller, account, TeamsSearch.parse(search))
    const { deleted, team, undo } = search
    const isDone = typeof deleted === 'string' && typeof team === 'string' && typeof undo === 'string'
    return (
      <TeamsView
        list={list}
        deleted={isDone ? { name: deleted.slice(0, 80), teamId: team, change: undo } : null}
      />
    )
  })
}

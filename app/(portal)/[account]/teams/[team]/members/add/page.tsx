import type { Metadata } from 'next'
import { AddPage } from '@/components/teams/add-to-team'
import { findTeamMemberCandidates } from '@/lib/teams/candidates'
import { getTeam } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.add.members.button') })

export default async function AddMembersPage({
  params,
  searchParams,
}: PageProps<'/[account]/teams/[team]/members/add'>) {
  const [{ account, team }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/teams/${team}/members/add`, async (caller) => {
    const [initial, head] = await Promise.all([
      findTeamMemberCandidates(caller, account, { ...search, team }),
      getTeam(caller, account, { team }),
    ])
    return (
      <AddPage
        team={head}
        of="members"
        initial={initial}
        q={typeof search.q === 'string' ? search.q.trim() : ''}
      />
    )
  })
}

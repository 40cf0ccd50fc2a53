import type { Metadata } from 'next'
import { CreateTeamPage } from '@/components/teams/create-team'
import { findFreeTeamId } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('teams.create.title') })

export default async function NewTeamPage({ params }: PageProps<'/[account]/teams/new'>) {
  const { account } = await params
  return answer(`/${account}/teams/new`, async (caller) => {
    await findFreeTeamId(caller, account, { handle: '' }) // whoever may not make one is told so here
    return <CreateTeamPage account={account} />
  })
}

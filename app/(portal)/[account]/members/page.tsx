import type { Metadata } from 'next'
import { MembersView } from '@/components/members/members-view'
import { loadFrame } from '@/lib/frame/queries'
import { getRemoval } from '@/lib/members/departed'
import { listMembers } from '@/lib/members/queries'
import { MembersSearch } from '@/lib/members/schemas'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('members.page.members') })

export default async function MembersPage({ params, searchParams }: PageProps<'/[account]/members'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members`, async (caller) => {
    const undo = typeof search.undo === 'string' ? search.undo : null
    const [list, frame, removal] = await Promise.all([
      listMembers(caller, account, MembersSearch.parse(search)),
      loadFrame(caller, account),
      undo === null ? null : getRemoval(caller, account, { change: undo }).catch(() => null),
    ])
    const organization = frame?.entered?.account
    return (
      <MembersView
        account={organization?.handle ?? account}
        organization={organization?.name ?? account}
        list={list}
        isWelcome={search.welcome !== undefined}
        removal={removal}
        stayed={Number(search.stayed) || 0}
      />
    )
  })
}

import type { Metadata } from 'next'
import { DepartedView } from '@/components/members/departed-view'
import { listDeparted } from '@/lib/members/departed'
import { RemovedSearch } from '@/lib/members/schemas'
import { getOrganization } from '@/lib/organizations/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export function generateMetadata(): Metadata {
  return { title: words('members.departed.title') }
}

export default async function RemovedPage({ params, searchParams }: PageProps<'/[account]/members/removed'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members/removed`, async (caller) => {
    const list = await listDeparted(caller, account, RemovedSearch.parse(search))
    const { handle, name, counts } = await getOrganization(caller, account, {})
    return (
      <DepartedView
        account={handle}
        organization={name}
        members={counts.members}
        invitations={counts.invitations}
        list={list}
      />
    )
  })
}

import type { Metadata } from 'next'
import { InvitationsView } from '@/components/invitations/invitations-view'
import { listInvitations } from '@/lib/invitations/queries'
import { InvitationsSearch } from '@/lib/invitations/schemas'
import { getOrganization } from '@/lib/organizations/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({
  title: words('members.invitationsPage.pendingInvitations'),
})

type Props = PageProps<'/[account]/members/invitations'>

export default async function InvitationsPage({ params, searchParams }: Props) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members/invitations`, async (caller) => {
    const list = await listInvitations(caller, account, InvitationsSearch.parse(search))
    const { handle, name, counts } = await getOrganization(caller, account, {})
    const managed = typeof search.manage === 'string' ? search.manage : undefined
    return (
      <InvitationsView
        account={handle}
        organization={name}
        members={counts.members}
        departed={counts.departed}
        list={list}
        managed={managed}
        select={search.select === undefined ? undefined : '1'}
      />
    )
  })
}

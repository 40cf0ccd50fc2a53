import type { listDeparted } from '@/lib/members/departed'
import type { BoundedCount } from '@/lib/paging'
import { DepartedTable } from './departed-table'
import { PeopleHeader } from './people-header'

type ViewProps = {
  account: string
  organization: string
  members: BoundedCount | null
  invitations: BoundedCount | null
  list: Awaited<ReturnType<typeof listDeparted>>
}

/** Who is no longer in the organization. */
export function DepartedView({ account, organization, members, invitations, list }: ViewProps) {
  return (
    <>
      <PeopleHeader
        account={account}
        organization={organization}
        current="removed"
        members={members}
        invitations={invitations}
        departed={list.total}
        isOpenToAll
      />
      <DepartedTable
        account={account}
        organization={organization}
        rows={list.rows}
        search={list.search}
        previous={list.previous}
        next={list.next}
        total={list.total}
        matching={list.matching}
      />
    </>
  )
}

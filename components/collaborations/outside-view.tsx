import type { ListedOutside } from '@/lib/collaborations/outside'
import { words } from '@/messages/words'
import { PageHeader } from '../ui/page-header'
import { OutsideTable } from './outside-table'

/** Who from outside reaches apps of an organization. */
export function OutsideView({ list }: { list: ListedOutside }) {
  const { account, organization, rows, search, previous, next } = list
  return (
    <>
      <PageHeader title={words('collaborations.title')}>
        {words('collaborations.outside.intro', { organization })}
      </PageHeader>
      <OutsideTable
        account={account}
        organization={organization}
        rows={rows.map(({ scopes: _scopes, ...row }) => row)}
        search={search}
        previous={previous}
        next={next}
      />
    </>
  )
}

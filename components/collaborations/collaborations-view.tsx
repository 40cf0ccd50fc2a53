import type { ListedCollaborations } from '@/lib/collaborations/queries'
import { words } from '@/messages/words'
import { PageHeader } from '../ui/page-header'
import { CollaborationsTable } from './collaborations-table'
import { OpenShares } from './open-shares'

/** The apps of others that one collaborates on, below what waits for an answer. */
export function CollaborationsView({ list }: { list: ListedCollaborations }) {
  const { account, open, rows, search, previous, next } = list
  return (
    <>
      <PageHeader title={words('collaborations.title')}>{words('collaborations.list.intro')}</PageHeader>
      <OpenShares account={account} shares={open} />
      <CollaborationsTable
        account={account}
        rows={rows.map(({ scopes: _scopes, ...row }) => row)}
        search={search}
        previous={previous}
        next={next}
      />
    </>
  )
}

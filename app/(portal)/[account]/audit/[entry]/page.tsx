import type { Metadata } from 'next'
import { AuditEntry } from '@/components/audit/audit-entry'
import { getAuditEntry } from '@/lib/audit/list'
import { AuditFilters } from '@/lib/audit/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('audit.title') })

export default async function AuditEntryPage({
  params,
  searchParams,
}: PageProps<'/[account]/audit/[entry]'>) {
  const [{ account, entry }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/audit/${entry}`, async (caller) => {
    const found = await getAuditEntry(caller, account, { entry })
    const { event, ...filters } = AuditFilters.parse(search)
    const list = {
      path: `/${found.account.handle}/audit`,
      params: {
        ...filters,
        event: event.join(','),
        cursor: typeof search.cursor === 'string' ? search.cursor : undefined,
      },
    }
    return <AuditEntry entry={found} list={list} />
  })
}

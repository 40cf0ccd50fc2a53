import type { Metadata } from 'next'
import { AuditView } from '@/components/audit/audit-view'
import { listAudit } from '@/lib/audit/list'
import { AuditSearch } from '@/lib/audit/schemas'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('audit.title') })

export default async function AuditPage({ params, searchParams }: PageProps<'/[account]/audit'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/audit`, async (caller) => (
    <AuditView list={await listAudit(caller, account, AuditSearch.parse(search))} />
  ))
}

import type { Metadata } from 'next'
import { DeletedAppsView } from '@/components/apps/deleted-apps'
import { listDeletedApps } from '@/lib/apps/deleted'
import { DeletedAppsSearch } from '@/lib/apps/schemas'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('apps.deleted.title') })

export default async function DeletedAppsPage({
  params,
  searchParams,
}: PageProps<'/[account]/apps/deleted'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps/deleted`, async (caller) => (
    <DeletedAppsView
      list={await listDeletedApps(caller, account, DeletedAppsSearch.parse(search))}
      isJustDeleted={search.said === 'deleted'}
    />
  ))
}

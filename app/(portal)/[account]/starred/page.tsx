import type { Metadata } from 'next'
import { StarredView } from '@/components/apps/apps-view'
import { listStarredApps } from '@/lib/apps/queries'
import { AppsSearch } from '@/lib/apps/schemas'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('apps.starred.title') })

export default async function StarredPage({ params, searchParams }: PageProps<'/[account]/starred'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/starred`, async (caller) => (
    <StarredView list={await listStarredApps(caller, account, AppsSearch.parse(search))} />
  ))
}

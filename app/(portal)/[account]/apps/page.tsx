import type { Metadata } from 'next'
import { AppsView } from '@/components/apps/apps-view'
import { listApps } from '@/lib/apps/queries'
import { AppsSearch } from '@/lib/apps/schemas'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('apps.title') })

export default async function AppsPage({ params, searchParams }: PageProps<'/[account]/apps'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps`, async (caller) => (
    <AppsView list={await listApps(caller, account, AppsSearch.parse(search))} />
  ))
}

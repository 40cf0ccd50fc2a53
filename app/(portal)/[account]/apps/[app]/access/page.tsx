import type { Metadata } from 'next'
import { AppPeople } from '@/components/app-access/app-people'
import { listAppPeople } from '@/lib/app-access/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('appAccess.title') })

export default async function AppAccessPage({
  params,
  searchParams,
}: PageProps<'/[account]/apps/[app]/access'>) {
  const [{ account, app }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps/${app}/access`, async (caller) => (
    <AppPeople listed={await listAppPeople(caller, account, app, search)} />
  ))
}

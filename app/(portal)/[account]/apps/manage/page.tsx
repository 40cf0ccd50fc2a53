import type { Metadata } from 'next'
import { ManageApp } from '@/components/apps/manage-app'
import { getManagedApp } from '@/lib/apps/manage'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('apps.manage.title') })

export default async function ManageAppPage({ params, searchParams }: PageProps<'/[account]/apps/manage'>) {
  const [{ account }, { app }] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps`, async (caller) => (
    <ManageApp app={await getManagedApp(caller, account, typeof app === 'string' ? app : '', {})} />
  ))
}

import type { Metadata } from 'next'
import { ComingView } from '@/components/apps/apps-view'
import { getAppsPlace } from '@/lib/apps/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('apps.tabs.workflows') })

export default async function WorkflowsPage({ params }: PageProps<'/[account]/apps/workflows'>) {
  const { account } = await params
  return answer(`/${account}/apps/workflows`, async (caller) => (
    <ComingView place={await getAppsPlace(caller, account, {})} current="workflows" />
  ))
}

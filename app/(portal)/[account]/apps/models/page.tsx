import type { Metadata } from 'next'
import { ComingView } from '@/components/apps/apps-view'
import { getAppsPlace } from '@/lib/apps/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('apps.tabs.models') })

export default async function ModelsPage({ params }: PageProps<'/[account]/apps/models'>) {
  const { account } = await params
  return answer(`/${account}/apps/models`, async (caller) => (
    <ComingView place={await getAppsPlace(caller, account, {})} current="models" />
  ))
}

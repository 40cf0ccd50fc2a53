import type { Metadata } from 'next'
import { DeleteAppPage } from '@/components/app-settings/delete-app'
import { previewAppDeletion } from '@/lib/apps/ending'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('appSettings.delete.title') })

export default async function DeletePage({ params }: PageProps<'/[account]/apps/[app]/settings/delete'>) {
  const { account, app } = await params
  return answer(`/${account}/apps/${app}/settings/delete`, async (caller) => (
    <DeleteAppPage preview={await previewAppDeletion(caller, account, app, {})} />
  ))
}

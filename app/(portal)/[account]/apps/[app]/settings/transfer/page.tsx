import type { Metadata } from 'next'
import { TransferApp } from '@/components/app-settings/transfer-app'
import { previewTransfer } from '@/lib/app-settings/transfer'
import { words } from '@/messages/words'
import { answer } from '../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('appSettings.transfer.title') })

export default async function TransferPage({ params }: PageProps<'/[account]/apps/[app]/settings/transfer'>) {
  const { account, app } = await params
  return answer(`/${account}/apps/${app}/settings/transfer`, async (caller) => (
    <TransferApp preview={await previewTransfer(caller, account, app, {})} />
  ))
}

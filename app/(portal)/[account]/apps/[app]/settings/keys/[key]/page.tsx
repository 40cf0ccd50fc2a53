import type { Metadata } from 'next'
import { AppKeyPage } from '@/components/tokens/app-key-page'
import { getAppKey } from '@/lib/tokens/app-keys'
import { words } from '@/messages/words'
import { answer } from '../../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('tokens.keys.title') })

type Props = PageProps<'/[account]/apps/[app]/settings/keys/[key]'>

export default async function OneAppKeyPage({ params }: Props) {
  const { account, app, key: id } = await params
  return answer(`/${account}/apps/${app}/settings/keys/${id}`, async (caller) => (
    <AppKeyPage appKey={await getAppKey(caller, account, app, { id })} />
  ))
}

import type { Metadata } from 'next'
import { AppSettings } from '@/components/app-settings/app-settings'
import { getAppSettings } from '@/lib/app-settings/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('settings.title') })

type Props = PageProps<'/[account]/apps/[app]/settings'>

export default async function AppSettingsPage({ params, searchParams }: Props) {
  const [{ account, app }, { said }] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps/${app}/settings`, async (caller) => (
    <AppSettings settings={await getAppSettings(caller, account, app, {})} isIdChanged={said === 'id'} />
  ))
}

import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { OrganizationSettings } from '@/components/organizations/organization-settings'
import { loadFrame } from '@/lib/frame/queries'
import { getOrganizationSettings, previewDeletion } from '@/lib/organizations/settings'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('settings.title') })

export default async function SettingsPage({ params, searchParams }: PageProps<'/[account]/settings'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/settings`, async (caller) => {
    const frame = await loadFrame(caller, account)
    if (frame?.entered?.tie === 'owner') redirect(`/${frame.viewer.username}/account`)
    const settings = await getOrganizationSettings(caller, account, {})
    const losses = settings.can.delete ? await previewDeletion(caller, account, {}) : null
    return <OrganizationSettings settings={settings} losses={losses} isIdChanged={search.said === 'id'} />
  })
}

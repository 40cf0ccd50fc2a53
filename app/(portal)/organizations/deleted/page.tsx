import type { Metadata } from 'next'
import { DeletedOrganizations } from '@/components/organizations/deleted-organizations'
import { listDeletedOrganizations } from '@/lib/organizations/settings'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('settings.deletedPage.title') })

export default async function DeletedPage({ searchParams }: PageProps<'/organizations/deleted'>) {
  const { said } = await searchParams
  return answer('/organizations/deleted', async (caller) => {
    const organizations = await listDeletedOrganizations(caller, 'me', {})
    return <DeletedOrganizations organizations={organizations} isJustDeleted={said === 'deleted'} />
  })
}

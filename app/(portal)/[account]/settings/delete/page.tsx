import type { Metadata } from 'next'
import { DeleteOrganization } from '@/components/organizations/delete-organization'
import { previewDeletion } from '@/lib/organizations/settings'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('settings.danger.title') })

export default async function DeletePage({ params }: PageProps<'/[account]/settings/delete'>) {
  const { account } = await params
  return answer(`/${account}/settings/delete`, async (caller) => (
    <DeleteOrganization losses={await previewDeletion(caller, account, {})} />
  ))
}

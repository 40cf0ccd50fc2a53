import type { Metadata } from 'next'
import { CreateOrganization } from '@/components/organizations/create-organization'
import { unauthenticated } from '@/lib/errors'
import { loadFrame } from '@/lib/frame/queries'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('organizations.newPage.addAnOrganization') })

export default function NewOrganizationPage() {
  return answer('/organizations/new', async (caller) => {
    const frame = await loadFrame(caller, null)
    if (!frame) throw unauthenticated()
    return <CreateOrganization account={frame.viewer.username} email={frame.viewer.email} />
  })
}

import type { Metadata } from 'next'
import { AddAddressPage } from '@/components/addresses/address-pages'
import { getProfile } from '@/lib/profile/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('addresses.addTitle') })

export default async function AddPage({ params }: PageProps<'/[account]/account/emails/add'>) {
  const { account } = await params
  return answer(`/${account}/account/emails/add`, async (caller) => {
    const { username } = await getProfile(caller, account, {})
    return <AddAddressPage account={username} />
  })
}

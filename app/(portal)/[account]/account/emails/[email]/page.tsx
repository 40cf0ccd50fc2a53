import type { Metadata } from 'next'
import { AddressPage } from '@/components/addresses/address-pages'
import { getAddress } from '@/lib/addresses/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('addresses.title') })

export default async function EmailPage({ params }: PageProps<'/[account]/account/emails/[email]'>) {
  const { account, email } = await params
  return answer(`/${account}/account/emails/${email}`, async (caller) => {
    const { address, primary, username } = await getAddress(caller, account, { address: email })
    return <AddressPage account={username} address={address} primary={primary} />
  })
}

import type { Metadata } from 'next'
import { VerifyAddress } from '@/components/addresses/verify-address'
import { findAddressLink } from '@/lib/addresses/queries'
import { currentCaller } from '@/lib/auth/caller'
import { words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({
  title: words('addresses.verify.title'),
  robots: { index: false },
})

export default async function VerifyAddressPage({ params }: PageProps<'/verify/address/[token]'>) {
  const { token } = await params
  return <VerifyAddress token={token} link={await findAddressLink(token, await currentCaller())} />
}

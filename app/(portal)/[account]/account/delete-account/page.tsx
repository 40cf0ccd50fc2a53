import type { Metadata } from 'next'
import { DeleteAccount } from '@/components/profile/delete-account'
import { getAccountHolds } from '@/lib/profile/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('accountDeletion.card') })

export default async function DeleteAccountPage({ params }: PageProps<'/[account]/account/delete-account'>) {
  const { account } = await params
  return answer(`/${account}/account/delete-account`, async (caller) => {
    const { username, ...holds } = await getAccountHolds(caller, account, {})
    return <DeleteAccount username={username} holds={holds} />
  })
}

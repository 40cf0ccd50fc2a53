import type { Metadata } from 'next'
import { CreateApp } from '@/components/apps/create-app'
import { checkCreating } from '@/lib/apps/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('apps.create.title') })

export default async function NewAppPage({ params }: PageProps<'/[account]/apps/new'>) {
  const { account } = await params
  return answer(`/${account}/apps/new`, async (caller) => {
    const { handle } = await checkCreating(caller, account, {})
    return <CreateApp account={handle} />
  })
}

import type { Metadata } from 'next'
import { CollaborationsView } from '@/components/collaborations/collaborations-view'
import { OutsideView } from '@/components/collaborations/outside-view'
import { listCollaborations } from '@/lib/collaborations/queries'
import { CollaborationsSearch } from '@/lib/collaborations/schemas'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('collaborations.title') })

type Props = PageProps<'/[account]/collaborations'>

export default async function CollaborationsPage({ params, searchParams }: Props) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/collaborations`, async (caller) => {
    const { kind, list } = await listCollaborations(caller, account, CollaborationsSearch.parse(search))
    return kind === 'user' ? <CollaborationsView list={list} /> : <OutsideView list={list} />
  })
}

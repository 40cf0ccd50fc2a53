import type { Metadata } from 'next'
import { LeaveApp } from '@/components/collaborations/leave-app'
import { getCollaboration } from '@/lib/collaborations/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('collaborations.leave.label') })

type Props = PageProps<'/[account]/collaborations/[collaboration]/leave'>

export default async function LeaveAppPage({ params }: Props) {
  const { account, collaboration } = await params
  return answer(`/${account}/collaborations`, async (caller) => (
    <LeaveApp collaboration={await getCollaboration(caller, account, { collaborationId: collaboration })} />
  ))
}

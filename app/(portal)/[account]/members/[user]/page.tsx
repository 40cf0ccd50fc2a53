import type { Metadata } from 'next'
import { MemberView } from '@/components/members/member-view'
import { listAudit } from '@/lib/audit/list'
import { getMemberAccess } from '@/lib/member-access/queries'
import { getMember } from '@/lib/members/get-member'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('members.page.member') })

const LATEST = 6

export default async function MemberPage({ params, searchParams }: PageProps<'/[account]/members/[user]'>) {
  const [{ account, user: userId }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/members/${userId}`, async (caller) => {
    const [known, access] = await Promise.all([
      getMember(caller, account, { userId }),
      getMemberAccess(caller, account, { ...search, userId }),
    ])
    const activity = access.can.viewHistory ? await listAudit(caller, account, { actor: userId }) : null
    return (
      <MemberView
        account={account}
        {...known}
        access={access}
        activity={activity?.rows.slice(0, LATEST) ?? null}
      />
    )
  })
}

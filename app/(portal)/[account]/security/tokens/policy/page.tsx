import type { Metadata } from 'next'
import { TokenPolicy } from '@/components/tokens/token-policy'
import { reviewTokenPolicy } from '@/lib/tokens/organization'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('tokens.policy.title') })

type Props = PageProps<'/[account]/security/tokens/policy'>

export default async function TokenPolicyPage({ params, searchParams }: Props) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/security/tokens/policy`, async (caller) => {
    const review = await reviewTokenPolicy(caller, account, search)
    return (
      <TokenPolicy review={review} isUnreadable={search.approval !== undefined && review.asked === null} />
    )
  })
}

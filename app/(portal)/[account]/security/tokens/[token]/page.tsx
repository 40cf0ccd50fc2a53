import type { Metadata } from 'next'
import { OrganizationTokenPage } from '@/components/tokens/organization-tokens'
import { TokenPage } from '@/components/tokens/token-page'
import { loadFrame } from '@/lib/frame/queries'
import { getOrganizationToken } from '@/lib/tokens/organization'
import { getToken } from '@/lib/tokens/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('tokens.one.facts') })

export default async function OneTokenPage({ params }: PageProps<'/[account]/security/tokens/[token]'>) {
  const { account, token: id } = await params
  return answer(`/${account}/security/tokens/${id}`, async (caller) => {
    const frame = await loadFrame(caller, account)
    return frame?.entered?.tie === 'owner' ? (
      <TokenPage token={await getToken(caller, account, { id })} />
    ) : (
      <OrganizationTokenPage token={await getOrganizationToken(caller, account, { id })} />
    )
  })
}

import type { Metadata } from 'next'
import { OrganizationTokens } from '@/components/tokens/organization-tokens'
import { TokensView } from '@/components/tokens/tokens-view'
import { loadFrame } from '@/lib/frame/queries'
import { listOrganizationTokens } from '@/lib/tokens/organization'
import { listTokens } from '@/lib/tokens/queries'
import { words } from '@/messages/words'
import { answer } from '../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('tokens.title') })

export default async function TokensPage({ params, searchParams }: PageProps<'/[account]/security/tokens'>) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/security/tokens`, async (caller) => {
    const frame = await loadFrame(caller, account)
    if (frame?.entered?.tie === 'owner')
      return (
        <TokensView list={await listTokens(caller, account, search)} isRevoked={search.said === 'revoked'} />
      )
    const said =
      (['revoked', 'approved', 'refused', 'policy'] as const).find((one) => one === search.said) ?? null
    return <OrganizationTokens list={await listOrganizationTokens(caller, account, search)} said={said} />
  })
}

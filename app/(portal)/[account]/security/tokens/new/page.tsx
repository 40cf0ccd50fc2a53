import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { CreateToken } from '@/components/tokens/create-token'
import { TOKEN_SCOPES } from '@/lib/permissions/scopes'
import { listTokenPlaces } from '@/lib/tokens/queries'
import { suggestedEnd } from '@/lib/tokens/suggested-end'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('tokens.create.title') })

export default async function NewTokenPage({ params }: PageProps<'/[account]/security/tokens/new'>) {
  const { account } = await params
  return answer(`/${account}/security/tokens/new`, async (caller) => {
    const { handle, places } = await listTokenPlaces(caller, account, {})
    return (
      <CreateToken
        account={handle}
        places={places}
        formId={randomUUID()}
        until={suggestedEnd()}
        scopes={TOKEN_SCOPES}
      />
    )
  })
}
